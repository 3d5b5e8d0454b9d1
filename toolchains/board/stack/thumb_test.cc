// SPDX-License-Identifier: Apache-2.0 OR MIT
extern "C" {
#include "toolchains/board/stack/thumb.h"
}

#include <gtest/gtest.h>

namespace {

constexpr uint32_t kHere = 0x10000;

// The encodings are those of GNU as.

int32_t Grows(uint16_t first, uint16_t second = 0) {
    return thumb_decode(kHere, first, second).grows;
}

thumb_kind Kind(uint16_t first, uint16_t second = 0) {
    return thumb_decode(kHere, first, second).kind;
}

uint32_t Target(uint16_t first, uint16_t second = 0) {
    return thumb_decode(kHere, first, second).target;
}

TEST(Thumb, PushAndPop) {
    EXPECT_EQ(Grows(0xb5f0), 20);          // push {r4-r7, lr}
    EXPECT_EQ(Grows(0xbdf0), -20);         // pop {r4-r7, pc}
    EXPECT_EQ(Grows(0xe92d, 0x4ff0), 36);  // push.w {r4-r11, lr}
    EXPECT_EQ(Grows(0xe8bd, 0x8ff0), -36); // pop.w {r4-r11, pc}
    EXPECT_EQ(Grows(0xf84d, 0xed08), 8);   // str lr, [sp, #-8]!
    EXPECT_EQ(Grows(0xf85d, 0xeb08), -8);  // ldr lr, [sp], #8
    EXPECT_EQ(Grows(0xe96d, 0x4502), 8);   // strd r4, r5, [sp, #-8]!
    EXPECT_EQ(Grows(0xf8dd, 0x1004), 0);   // ldr.w r1, [sp, #4]
    EXPECT_EQ(Grows(0xe9cd, 0x4402), 0);   // strd r4, r4, [sp, #8]
}

TEST(Thumb, Arithmetic) {
    EXPECT_EQ(Grows(0xb085), 20);           // sub sp, #20
    EXPECT_EQ(Grows(0xb005), -20);          // add sp, #20
    EXPECT_EQ(Grows(0xf5ad, 0x7d80), 256);  // sub.w sp, sp, #256
    EXPECT_EQ(Grows(0xf50d, 0x7d80), -256); // add.w sp, sp, #256
    EXPECT_EQ(Grows(0xf2ad, 0x4d04), 1028); // subw sp, sp, #1028
}

TEST(Thumb, UnknownStackPointer) {
    EXPECT_EQ(Kind(0x468d), THUMB_STACK_UNKNOWN);         // mov sp, r1
    EXPECT_EQ(Kind(0x449d), THUMB_STACK_UNKNOWN);         // add sp, r3
    EXPECT_EQ(Kind(0xf380, 0x8808), THUMB_STACK_UNKNOWN); // msr msp, r0
    EXPECT_EQ(Kind(0xebad, 0x0d00), THUMB_STACK_UNKNOWN); // sub.w sp, sp, r0
    EXPECT_EQ(Kind(0xf020, 0x0d07), THUMB_STACK_UNKNOWN); // bic sp, r0, #7
    EXPECT_EQ(Kind(0xf8d0, 0xd000), THUMB_STACK_UNKNOWN); // ldr.w sp, [r0]
    EXPECT_EQ(Kind(0xf380, 0x8809), THUMB_PLAIN);         // msr psp, r0
    EXPECT_EQ(Kind(0x466b), THUMB_PLAIN);                 // mov r3, sp
}

TEST(Thumb, Branches) {
    EXPECT_EQ(Kind(0xe7fe), THUMB_BRANCH); // b .
    EXPECT_EQ(Target(0xe7fe), kHere);
    EXPECT_EQ(Kind(0xd0fe), THUMB_BRANCH_IF); // beq .
    EXPECT_EQ(Target(0xd0fe), kHere);
    EXPECT_EQ(Kind(0xb108), THUMB_BRANCH_IF); // cbz r0, .+6
    EXPECT_EQ(Target(0xb108), kHere + 6);
    EXPECT_EQ(Kind(0xf7ff, 0xbffe), THUMB_BRANCH); // b.w .
    EXPECT_EQ(Target(0xf7ff, 0xbffe), kHere);
    EXPECT_EQ(Kind(0xf43f, 0xaffe), THUMB_BRANCH_IF); // beq.w .
    EXPECT_EQ(Target(0xf43f, 0xaffe), kHere);
    EXPECT_EQ(Kind(0xe8df, 0xf007), THUMB_TABLE); // tbb [pc, r7]
    EXPECT_EQ(thumb_decode(kHere, 0xe8df, 0xf007).count, 1);
    EXPECT_EQ(thumb_decode(kHere, 0xe8df, 0xf013).count, 2); // tbh [pc, r3, lsl #1]
}

TEST(Thumb, Calls) {
    EXPECT_EQ(Kind(0xf7ff, 0xfffe), THUMB_CALL); // bl .
    EXPECT_EQ(Target(0xf7ff, 0xfffe), kHere);
    EXPECT_EQ(Target(0xf000, 0xf88e), kHere + 0x120);     // bl .+0x120
    EXPECT_EQ(Kind(0x47b8), THUMB_CALL_REGISTER);         // blx r7
    EXPECT_EQ(Kind(0x4710), THUMB_JUMP_REGISTER);         // bx r2
    EXPECT_EQ(Kind(0x469f), THUMB_JUMP_REGISTER);         // mov pc, r3
    EXPECT_EQ(Kind(0xf8d3, 0xf000), THUMB_JUMP_REGISTER); // ldr.w pc, [r3]
}

TEST(Thumb, Ends) {
    EXPECT_EQ(Kind(0x4770), THUMB_RETURN);         // bx lr
    EXPECT_EQ(Kind(0xbd10), THUMB_RETURN);         // pop {r4, pc}
    EXPECT_EQ(Kind(0xf85d, 0xfb04), THUMB_RETURN); // ldr pc, [sp], #4
    EXPECT_EQ(Kind(0xdefe), THUMB_TRAP);           // udf #254
    EXPECT_EQ(Kind(0xdf00), THUMB_PLAIN);          // svc #0
}

TEST(Thumb, IfThen) {
    thumb itt = thumb_decode(kHere, 0xbf1c, 0); // itt ne
    EXPECT_EQ(itt.kind, THUMB_IF_THEN);
    EXPECT_EQ(itt.count, 2);
    EXPECT_EQ(itt.then, 3);
    thumb ite = thumb_decode(kHere, 0xbf14, 0); // ite ne
    EXPECT_EQ(ite.count, 2);
    EXPECT_EQ(ite.then, 1);
    EXPECT_EQ(Kind(0xbf00), THUMB_PLAIN); // nop
}

} // namespace
