// SPDX-License-Identifier: Apache-2.0 OR MIT
// Rows are those of the table of known bugs.
#include "kernel/ipc/ipc_test_fixture.h"

#include <random>

namespace detent {
namespace {

// Everything that processes can do, at random: CheckReach() looks at it after each call. In
// addition nothing is reached that was not lent in this life of both, and each upcall comes from
// one who notified since.
TEST_F(Ipc, AtRandom) { // known-bugs rows 15, 18, 19, 20, 21, 25
    std::mt19937 random(20);
    std::vector<struct process *> all;
    for (const char *name : {"a", "b", "c", "d", "e", "f"}) {
        all.push_back(Named(name));
    }
    const size_t n = all.size();
    std::vector<std::vector<int>> notified(n, std::vector<int>(n)); // [from][to], since both began.
    std::vector<std::vector<bool>> lent = {};
    lent.assign(n, std::vector<bool>(n));
    uint32_t upcalls = 0, regions = 0;
    for (int step = 0; step < 8000; step++) {
        size_t i = random() % n, j = random() % n;
        struct process *p = all[i], *q = all[j];
        uint32_t id = random() % 20 == 0 ? random() % 40 : Id(q);
        process_set_state(p, PROCESS_RUNNING);
        switch (random() % 16) {
        case 0:
        case 1:
            Discover(p, reinterpret_cast<const char *>(std::string(1, "abcdef"[j]).c_str()));
            break;
        case 2:
        case 3:
            Call(p, kSubscribe, kIpc, id, random() % 8 == 0 ? 0 : Function(p), 1);
            break;
        case 4:
        case 5:
        case 6:
        case 7:
            for (uint32_t command : {kNotifyService, kNotifyClient}) {
                if (random() % 2 == 0 && Command(p, command, id) == kSuccess) {
                    notified[i][id - 1]++;
                }
            }
            break;
        case 8:
        case 9:
        case 10: {
            uint32_t length = random() % 4 * 32 + (random() % 16 == 0);
            uint32_t at = Start(p) + 256 + random() % 24 * 32;
            if (Call(p, kAllowReadWrite, kIpc, id, at, length)[0] == RETURN_SUCCESS_2_U32 &&
                id >= 1 && id <= n) {
                lent[i][id - 1] = length > 0;
            }
            break;
        }
        case 11:
            Call(p, kMemop, 0, Start(p) + 288 + random() % 1700);
            break;
        case 12:
            if (random() % 24 == 0) {
                p->fault_policy = random() % 2 == 0 ? &fault_policy_stop : &fault_policy_restart;
                if (random() % 2 == 0) {
                    process_fault(p, "a test");
                } else {
                    Make(p, kExit, random() % 2, 0);
                }
                CheckReach();
                if (!process_is_live(p)) {
                    process_restart(p);
                }
                Run(p);
                for (size_t k = 0; k < n; k++) {
                    notified[i][k] = notified[k][i] = 0;
                    lent[i][k] = lent[k][i] = false;
                }
            }
            break;
        default: {
            struct arch_call taken;
            if (Take(p, &taken)) {
                uint32_t from = taken.argument[0] - 1;
                ASSERT_LT(from, n);
                ASSERT_GT(notified[from][i]--, 0);
                ASSERT_EQ(taken.argument[1] != 0, lent[from][i]);
                if (lent[from][i]) {
                    ASSERT_TRUE(
                        fake_arch_can_write(process_mpu(p), taken.argument[2], taken.argument[1]));
                    regions++;
                }
                upcalls++;
            }
            break;
        }
        }
        CheckReach();
        for (size_t k = 0; k < n; k++) {
            auto [address, length] = LentTo(all[k], p);
            ASSERT_TRUE(k == i || lent[k][i] || length == 0 || !Reaches(p, address));
        }
        if (HasFatalFailure()) {
            return;
        }
    }
    EXPECT_GT(upcalls, 500u);
    EXPECT_GT(regions, 300u);
}

} // namespace
} // namespace detent
