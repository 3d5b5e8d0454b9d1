// SPDX-License-Identifier: Apache-2.0 OR MIT
// The controller's set, clear and toggle registers act on others; the model does that between the
// driver's calls.
extern "C" {
#include "chips/sam4l/gpio.h"
}
#include <gtest/gtest.h>

namespace {

class Gpio : public testing::Test {
  protected:
    struct sam4l_gpio_registers ports[3] = {};
    struct sam4l_gpio a = {{&ports[0], 1u << 3}, {{&sam4l_output_ops}, &sam4l_gpio_ops, nullptr}};
    struct sam4l_gpio b = {{&ports[2], 1u << 24}, {{&sam4l_output_ops}, &sam4l_gpio_ops, nullptr}};
    struct sam4l_gpio *const pins[2] = {&a, &b};
    const struct sam4l_gpio_list list = {pins, 2};

    static void act(volatile uint32_t &value, volatile uint32_t &set, volatile uint32_t &clear) {
        // Both were written: the driver clears first where it does that.
        value = (value & ~clear) | set;
        set = 0;
        clear = 0;
    }

    void step() {
        for (auto &port : ports) {
            act(port.gper, port.gpers, port.gperc);
            act(port.oder, port.oders, port.oderc);
            act(port.ovr, port.ovrs, port.ovrc);
            port.ovr = port.ovr ^ port.ovrt;
            port.ovrt = 0;
            act(port.puer, port.puers, port.puerc);
            act(port.pder, port.pders, port.pderc);
            act(port.ier, port.iers, port.ierc);
            act(port.imr0, port.imr0s, port.imr0c);
            act(port.imr1, port.imr1s, port.imr1c);
            act(port.pmr0, port.pmr0s, port.pmr0c);
            act(port.pmr1, port.pmr1s, port.pmr1c);
            act(port.pmr2, port.pmr2s, port.pmr2c);
            act(port.ster, port.sters, port.sterc);
            port.ifr = port.ifr & ~port.ifrc;
            port.ifrc = 0;
            port.pvr = port.ovr & port.oder;
        }
    }
};

TEST_F(Gpio, OutputIsDrivenByTheController) {
    const uint32_t bit = 1u << 3;
    gpio_write(&a.gpio.output, true);
    ASSERT_EQ(gpio_make_output(&a.gpio.output), E_OK);
    step();
    EXPECT_EQ(ports[0].oder, bit);
    EXPECT_EQ(ports[0].gper, bit);
    EXPECT_EQ(ports[0].ovr, bit); // As written before: no pulse of the other level.
    EXPECT_TRUE(gpio_read(&a.gpio.output));
    gpio_toggle(&a.gpio.output);
    step();
    EXPECT_FALSE(gpio_read(&a.gpio.output));
    gpio_write(&a.gpio.output, false);
    step();
    EXPECT_EQ(ports[0].ovr, 0u);
    EXPECT_EQ(ports[1].gper, 0u);
}

TEST_F(Gpio, InputHasThePullThatIsAskedFor) {
    const uint32_t bit = 1u << 24;
    ASSERT_EQ(gpio_make_output(&b.gpio.output), E_OK);
    step();
    ASSERT_EQ(gpio_make_input(&b.gpio, GPIO_PULL_UP), E_OK);
    step();
    EXPECT_EQ(ports[2].oder, 0u);
    EXPECT_EQ(ports[2].puer, bit);
    EXPECT_EQ(ports[2].ster, bit);
    ASSERT_EQ(gpio_make_input(&b.gpio, GPIO_PULL_DOWN), E_OK);
    step();
    EXPECT_EQ(ports[2].puer, 0u);
    EXPECT_EQ(ports[2].pder, bit);
    ASSERT_EQ(gpio_make_input(&b.gpio, GPIO_PULL_NONE), E_OK);
    step();
    EXPECT_EQ(ports[2].pder, 0u);
}

TEST_F(Gpio, DeactivatedPinDoesNothing) {
    ASSERT_EQ(gpio_make_input(&b.gpio, GPIO_PULL_UP), E_OK);
    gpio_enable_interrupt(&b.gpio, GPIO_EDGE_EITHER);
    step();
    gpio_deactivate(&b.gpio);
    step();
    EXPECT_EQ(ports[2].oder | ports[2].puer | ports[2].pder | ports[2].ier | ports[2].ster, 0u);
}

TEST_F(Gpio, PeripheralFunctionsAreThreeBits) {
    const struct sam4l_pin pin = {&ports[1], 1u << 10};
    ports[1].gper = UINT32_MAX;
    for (uint8_t f = SAM4L_PIN_FUNCTION_A; f <= SAM4L_PIN_FUNCTION_H; f++) {
        sam4l_pin_select(pin, static_cast<enum sam4l_pin_function>(f), GPIO_PULL_NONE);
        step();
        EXPECT_EQ(ports[1].pmr0, (f & 1) != 0 ? pin.mask : 0);
        EXPECT_EQ(ports[1].pmr1, (f & 2) != 0 ? pin.mask : 0);
        EXPECT_EQ(ports[1].pmr2, (f & 4) != 0 ? pin.mask : 0);
        EXPECT_EQ(ports[1].gper, ~pin.mask);
    }
}

TEST_F(Gpio, EdgesAreModes) {
    const uint32_t bit = 1u << 24;
    gpio_enable_interrupt(&b.gpio, GPIO_EDGE_RISING);
    step();
    EXPECT_EQ(ports[2].imr0, bit);
    EXPECT_EQ(ports[2].imr1, 0u);
    gpio_enable_interrupt(&b.gpio, GPIO_EDGE_FALLING);
    step();
    EXPECT_EQ(ports[2].imr0, 0u);
    EXPECT_EQ(ports[2].imr1, bit);
    gpio_enable_interrupt(&b.gpio, GPIO_EDGE_EITHER);
    step();
    EXPECT_EQ(ports[2].imr0 | ports[2].imr1, 0u);
    EXPECT_TRUE(sam4l_gpio_any_interrupt(ports));
    gpio_disable_interrupt(&b.gpio);
    step();
    EXPECT_FALSE(sam4l_gpio_any_interrupt(ports));
}

struct Client {
    struct gpio_client client;
    int calls = 0;
    uint32_t cleared_when_called = 0;
    struct sam4l_gpio *pin = nullptr;
};

void changed(struct gpio_client *client) {
    auto *self = reinterpret_cast<Client *>(client);
    self->calls++;
    self->cleared_when_called = self->pin->pin.port->ifrc;
}

const struct gpio_client_ops client_ops = {changed};

// Known bug 24.
TEST_F(Gpio, InterruptCallsThePinsThatSawAnEdge) {
    Client client_a = {{&client_ops}, 0, 0, &a};
    Client client_b = {{&client_ops}, 0, 0, &b};
    a.gpio.client = &client_a.client;
    b.gpio.client = &client_b.client;
    ports[0].ier = 1u << 3;
    ports[2].ier = 1u << 24;
    ports[2].ifr = 1u << 24 | 1u << 25;
    sam4l_gpio_interrupt(const_cast<struct sam4l_gpio_list *>(&list));
    EXPECT_EQ(client_a.calls, 0);
    EXPECT_EQ(client_b.calls, 1);
    EXPECT_EQ(client_b.cleared_when_called, 1u << 24); // Its own flag, and before the call.
    step();
    sam4l_gpio_interrupt(const_cast<struct sam4l_gpio_list *>(&list));
    EXPECT_EQ(client_b.calls, 1);
}

TEST_F(Gpio, FlagOfADisabledInterruptIsNobodys) {
    Client client = {{&client_ops}, 0, 0, &b};
    b.gpio.client = &client.client;
    ports[2].ifr = 1u << 24;
    sam4l_gpio_interrupt(const_cast<struct sam4l_gpio_list *>(&list));
    EXPECT_EQ(client.calls, 0);
}

TEST_F(Gpio, InterruptWithoutClientIsHarmless) {
    ports[0].ier = 1u << 3;
    ports[0].ifr = 1u << 3;
    sam4l_gpio_interrupt(const_cast<struct sam4l_gpio_list *>(&list));
    EXPECT_EQ(ports[0].ifrc, 1u << 3);
}

} // namespace
