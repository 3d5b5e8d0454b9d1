// SPDX-License-Identifier: Apache-2.0 OR MIT
// The process console under any bytes that a person, or a broken line, may send it, in pieces of
// any size, over a UART that fails now and then. A model of a terminal reads what it sends:
// whenever the console has nothing more to do, the last line of the screen is the prompt and the
// line as the console has it, with the cursor where the next character goes.
#include "testing/fake_arch/kernel_test_fixture.h"
#include "testing/fuzz/input.h"
#include "testing/fuzz/require.h"

extern "C" {
#include "capsules/system/process_console.h"
#include "testing/fakes/uart.h"
}

namespace detent {
namespace {

const std::string kPrompt = "detent$ ";
constexpr int kOperationsMost = 500;

// The line that the cursor is in, as a VT100 shows it.
class Terminal {
  public:
    void Take(const uint8_t *bytes, size_t size) {
        for (size_t i = 0; i < size; i++) {
            Take(bytes[i]);
        }
    }
    const std::string &line() const { return line_; }
    size_t column() const { return column_; }
    bool is_first_line() const { return is_first_line_; }

  private:
    void Take(uint8_t byte) {
        if (!sequence_.empty()) {
            sequence_ += static_cast<char>(byte);
            REQUIRE(sequence_.size() < 8);
            if (sequence_.size() == 2) {
                REQUIRE(byte == '[');
            } else if (byte >= '@' && byte <= '~') {
                Sequence(byte);
                sequence_.clear();
            }
            return;
        }
        switch (byte) {
        case 0x1B:
            sequence_ = "\x1B";
            return;
        case '\a':
            return;
        case '\r':
            column_ = 0;
            return;
        case '\n':
            line_.clear();
            is_first_line_ = false;
            REQUIRE(column_ == 0); // A line feed alone would leave steps.
            return;
        default:
            REQUIRE(byte >= 0x20 && byte < 0x7F);
            line_.resize(std::max(line_.size(), column_ + 1), ' ');
            line_[column_++] = static_cast<char>(byte);
        }
    }

    // Cursor left and right, and clear to the end of the line: all that the console needs.
    void Sequence(uint8_t final) {
        std::string digits = sequence_.substr(2, sequence_.size() - 3);
        size_t count = digits.empty() ? 1 : std::stoul(digits);
        switch (final) {
        case 'D':
            REQUIRE(count <= column_);
            column_ -= count;
            return;
        case 'C':
            column_ += count;
            REQUIRE(column_ <= line_.size());
            return;
        case 'K':
            REQUIRE(digits.empty());
            line_.resize(std::min(line_.size(), column_));
            return;
        default:
            REQUIRE(!"a sequence that a console needs");
        }
    }

    std::string line_, sequence_;
    size_t column_ = 0;
    bool is_first_line_ = true;
};

struct Host {
    struct process_console_host host; // First.
    int resets;
    int panics;
};

const struct process_console_host_ops kHostOps = {
    [](struct process_console_host *h) { reinterpret_cast<Host *>(h)->resets++; },
    [](struct process_console_host *h) { reinterpret_cast<Host *>(h)->panics++; }};

const struct process_console_region kRegions[] = {{"program", 0x10000, 0x16000},
                                                  {"stack", 0x20000000, 0x20000800}};

class ProcessConsoleFuzz : public KernelTest {
  public:
    ProcessConsoleFuzz(const uint8_t *data, size_t size) : input_(data, size) {}

    void TestBody() override {
        Start();
        for (int count = 0; count < kOperationsMost && !input_.IsEmpty(); count++) {
            Operation();
            Check();
        }
        Drain();
        CheckScreen();
    }

  private:
    void Start() {
        for (const char *name : {"hello", "two words", "3"}) {
            struct process *p = MakeProcess();
            p->name = reinterpret_cast<const uint8_t *>(name);
            p->name_length = static_cast<uint8_t>(strlen(name));
        }
        fake_uart_init(&uart_);
        uart_.no_idle = input_.Bool();
        host_.host.ops = &kHostOps;
        console_.uart = &uart_.uart;
        console_.transmit_buffer = BUFFER(transmit_);
        console_.receive_buffer = BUFFER(receive_);
        console_.management = &process_management_capability;
        console_.memory = &memory_;
        console_.host = &host_.host;
        console_.version = "Detent 1.0";
        console_.regions.items = kRegions;
        console_.regions.count = 2;
        REQUIRE(process_console_init(&console_) == E_OK);
    }

    // Most bytes of the input are typed; a few that no keyboard sends say what else happens.
    void Operation() {
        static constexpr const char *kWords[] = {
            "list\r",       "status\r",  "help\r",           "kernel\r",      "process 0\r",
            "stop hello\r", "start 0\r", "fault 1\r",        "terminate 2\r", "boot 3\r",
            "reset\r",      "panic\r",   "\x1B[A",           "\x1B[B",        "\x1B[C",
            "\x1B[D",       "\x1B[3~",   "\x1B[H",           "\x1B[F",        "\x15",
            "two words",    "process ",  "boot two words\r", "\x1BOA"};
        uint8_t byte = input_.Byte();
        switch (byte) {
        case 0xF8:
            fake_uart_idle(&uart_);
            return;
        case 0xF9:
            fake_uart_complete(&uart_);
            return;
        case 0xFA:
            Drain();
            CheckScreen();
            return;
        case 0xFB:
            fake_uart_receive_fail(&uart_, E_FAIL);
            return;
        case 0xFC:
        case 0xFD:
        case 0xFE:
            for (const char *c = input_.Pick(kWords); *c != 0; c++) {
                Type(static_cast<uint8_t>(*c));
            }
            return;
        default:
            Type(byte);
        }
    }

    void Type(uint8_t byte) { (void)fake_uart_feed(&uart_, byte); }

    // Until it waits for keys.
    void Drain() {
        int rounds = 0;
        do {
            REQUIRE(++rounds < 4000); // The longest answers, many times over.
            fake_uart_idle(&uart_);
            terminal_.Take(uart_.sent, uart_.sent_length);
            uart_.sent_length = 0;
        } while (fake_uart_complete(&uart_));
        terminal_.Take(uart_.sent, uart_.sent_length);
        uart_.sent_length = 0;
    }

    void Check() {
        REQUIRE(memory_.line.length <= PROCESS_CONSOLE_LINE);
        REQUIRE(console_.cursor <= memory_.line.length);
        REQUIRE(console_.typed_count <= PROCESS_CONSOLE_TYPED);
        REQUIRE(console_.history_count <= PROCESS_CONSOLE_HISTORY);
        REQUIRE(console_.recalled <= console_.history_count);
        REQUIRE(!buffer_is_empty(&uart_.receive_buffer)); // It always listens.
        for (const struct process *p : slots_) {
            REQUIRE(p == nullptr || process_check_invariants(p));
        }
    }

    void CheckScreen() {
        REQUIRE(console_.answer == PROCESS_CONSOLE_NONE && console_.typed_count == 0);
        std::string line(reinterpret_cast<const char *>(memory_.line.text), memory_.line.length);
        std::string before = terminal_.is_first_line() ? "" : kPrompt;
        REQUIRE(terminal_.line() == before + line);
        REQUIRE(terminal_.column() == before.size() + console_.cursor);
    }

    Input input_;
    struct fake_uart uart_;
    Host host_{};
    uint8_t transmit_[PROCESS_CONSOLE_ROW], receive_[32];
    struct process_console_memory memory_ = {};
    struct process_console console_ = {};
    Terminal terminal_;
};

} // namespace
} // namespace detent

extern "C" int LLVMFuzzerInitialize(int *, char ***) {
    GTEST_FLAG_SET(break_on_failure, true); // What the fixture expects is a finding, too.
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    detent::ProcessConsoleFuzz(data, size).TestBody();
    return 0;
}
