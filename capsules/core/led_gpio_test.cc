// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "capsules/core/led_gpio.h"
#include "testing/fakes/gpio.h"
}

#include <gtest/gtest.h>

namespace {

class LedGpio : public testing::TestWithParam<bool> {
  protected:
    void SetUp() override {
        fake_gpio_init(&pin);
        pin.level = true;
        led_init(&led.led);
    }

    bool lit() { return pin.mode == FAKE_GPIO_OUTPUT && pin.level != GetParam(); }

    fake_gpio pin;
    led_gpio led = {
        .led = {.ops = &led_gpio_ops}, .pin = &pin.gpio.output, .active_low = GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Polarity, LedGpio, testing::Bool());

TEST_P(LedGpio, InitMakesAnOutputThatIsDark) {
    EXPECT_EQ(pin.mode, FAKE_GPIO_OUTPUT);
    EXPECT_FALSE(lit());
    EXPECT_FALSE(led_is_on(&led.led));
    EXPECT_EQ(pin.rises, GetParam() ? 1u : 0u) << "no flash at the start";
}

TEST_P(LedGpio, SetAndToggle) {
    led_set(&led.led, true);
    EXPECT_TRUE(lit());
    EXPECT_TRUE(led_is_on(&led.led));
    led_toggle(&led.led);
    EXPECT_FALSE(lit());
    led_toggle(&led.led);
    EXPECT_TRUE(lit());
    led_set(&led.led, false);
    EXPECT_FALSE(lit());
    EXPECT_FALSE(led_is_on(&led.led));
}

TEST(LedGpioInput, APinThatCannotBeAnOutputDoesNoHarm) {
    fake_gpio pin;
    fake_gpio_init(&pin);
    pin.make_output_result = E_NOSUPPORT;
    led_gpio led = {.led = {.ops = &led_gpio_ops}, .pin = &pin.gpio.output, .active_low = false};
    led_init(&led.led);
    led_set(&led.led, true);
    EXPECT_EQ(pin.mode, FAKE_GPIO_OFF);
}

} // namespace
