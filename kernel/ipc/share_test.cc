// SPDX-License-Identifier: Apache-2.0 OR MIT
// Buffers. Rows are those of the table of known bugs.
#include "kernel/ipc/ipc_test_fixture.h"

namespace detent {
namespace {

TEST_F(Ipc, OnlyBuffersThatTheHardwareCanProtect) {
    fake_arch.granule = 64;
    struct process *service = Service();
    struct process *client = Client(service);
    uint32_t at = Start(client) + 256;
    for (auto [address, length] : std::vector<std::array<uint32_t, 2>>{
             {at + 1, 64}, {at + 32, 64}, {at, 63}, {at, 65}, {at, 32}, {at, 1}, {at + 4, 96}}) {
        EXPECT_EQ(Lend(client, service, address, length),
                  (Registers{RETURN_FAILURE_2_U32, E_INVAL, address, length}));
    }
    Serve(client, service); // What it lent before, it still does.
    EXPECT_EQ(Lend(client, service, at, 128),
              (Registers{RETURN_SUCCESS_2_U32, Buffer(client), kBuffer, 0}));
}

TEST_F(Ipc, OnlyBuffersOfItsOwn) {
    struct process *service = Service();
    struct process *client = Client(service);
    uint32_t app_break = static_cast<uint32_t>(client->app_break);
    for (auto [address, length] : std::vector<std::array<uint32_t, 2>>{
             {Start(service), 32},
             {Start(client) - 32, 64},
             {app_break, 32},
             {app_break - 32, 64},
             {static_cast<uint32_t>(client->kernel_break) & ~31u, 32},
             {static_cast<uint32_t>(client->flash_allowed), 64},
             {0, 32},
             {0xffffffe0, 64},
             {Start(client), 0u - 32}}) {
        EXPECT_EQ(Lend(client, service, address, length)[1], E_INVAL) << std::hex << address;
    }
}

TEST_F(Ipc, OnlyForThoseItKnows) {
    struct process *service = Service();
    struct process *p = Named("p");
    uint32_t at = Buffer(p);
    for (uint32_t id : {0u, Id(service), Id(p), 7u, 8u, 9u, 255u, UINT32_MAX}) {
        EXPECT_EQ(Call(p, kAllowReadWrite, kIpc, id, at, 32)[1], E_INVAL) << id;
    }
    EXPECT_EQ(Call(p, kAllowReadWrite, kIpc, Id(service), 0, 0)[0], RETURN_SUCCESS_2_U32);
    Discover(p, "p");
    EXPECT_EQ(Call(p, kAllowReadWrite, kIpc, Id(p), at, 32)[1], E_INVAL);
    EXPECT_EQ(Call(p, kAllowReadable, kIpc, 0, at, 32)[1], E_INVAL);
    EXPECT_EQ(Call(p, kAllowReadOnly, kIpc, 1, at, 32)[1], E_INVAL);
}

TEST_F(Ipc, TakenBackAtOnce) { // known-bugs rows 6, 15, 19
    struct process *service = Service();
    struct process *client = Client(service);
    for (auto [address, length] : std::vector<std::array<uint32_t, 2>>{
             {0, 0}, {0xdeadbeef, 0}, {Start(client) + 256, 32}, {Buffer(client), 32}}) {
        Lend(client, service, Buffer(client), kBuffer);
        Serve(client, service);
        mpu_apply(process_mpu(service));
        EXPECT_EQ(Lend(client, service, address, length),
                  (Registers{RETURN_SUCCESS_2_U32, Buffer(client), kBuffer, 0}));
        EXPECT_TRUE(fake_arch.applied_is_stale);
        EXPECT_FALSE(Reaches(service, Buffer(client)));
        Command(client, kNotifyService, Id(service));
        ExpectUpcall(service, client, length, length == 0 ? 0 : address, 7);
    }
}

TEST_F(Ipc, TakenBackBeforeItIsDelivered) {
    struct process *service = Service();
    struct process *client = Client(service);
    Command(client, kNotifyService, Id(service));
    Lend(client, service, 0, 0);
    ExpectUpcall(service, client, 0, 0, 7);
}

TEST_F(Ipc, TheBreakStaysAboveIt) { // known-bugs rows 4, 15
    struct process *service = Service();
    struct process *client = Client(service);
    Serve(client, service);
    EXPECT_EQ(Call(client, kMemop, 0, Buffer(client) + kBuffer - 1)[1], E_NOMEM);
    Lend(client, service, 0, 0);
    EXPECT_EQ(Call(client, kMemop, 0, Buffer(client) + kBuffer - 1)[1], E_NOMEM);
    Lend(client, service, Buffer(client), kBuffer);
    Serve(client, service);
    EXPECT_EQ(Call(client, kMemop, 0, Buffer(client) + kBuffer)[0], RETURN_SUCCESS);
    while (process_allocate(client, 8) != nullptr) {
        CheckReach();
        ASSERT_FALSE(Reaches(service, static_cast<uint32_t>(client->kernel_break)));
    }
}

TEST_F(Ipc, AReceiverDoesNotLendItOn) {
    struct process *service = Service();
    struct process *client = Client(service);
    struct process *friend_of_service = Service("friend");
    Serve(client, service);
    Discover(service, "friend");
    EXPECT_EQ(Lend(service, friend_of_service, Buffer(client), kBuffer)[1], E_INVAL);
    EXPECT_EQ(Call(service, kAllowReadWrite, kDriver, 0, Buffer(client), kBuffer)[1], E_INVAL);
    EXPECT_EQ(Call(service, kAllowReadOnly, kDriver, 0, Buffer(client), kBuffer)[1], E_INVAL);
}

TEST_F(Ipc, TheOneWhoNotifiedLongestAgoGivesWay) {
    struct process *service = Service();
    std::vector<struct process *> clients;
    for (const char *name : {"a", "b", "c", "d", "e"}) {
        clients.push_back(Client(service, name));
    }
    for (uint32_t i = 0; i < IPC_BUFFERS; i++) {
        Serve(clients[i], service);
    }
    Lend(clients[4], service, 0, 0);
    Command(clients[4], kNotifyService, Id(service));
    ExpectUpcall(service, clients[4], 0, 0, 7);
    for (uint32_t i = 0; i < IPC_BUFFERS; i++) {
        EXPECT_TRUE(Reaches(service, Buffer(clients[i]))) << "none for one who lends none";
    }
    Lend(clients[4], service, Buffer(clients[4]), kBuffer);
    Serve(clients[0], service);
    Serve(clients[4], service);
    EXPECT_FALSE(Reaches(service, Buffer(clients[1])));
    for (uint32_t i : {0u, 2u, 3u, 4u}) {
        EXPECT_TRUE(Reaches(service, Buffer(clients[i]))) << i;
    }
    Serve(clients[1], service);
    EXPECT_FALSE(Reaches(service, Buffer(clients[2])));
}

TEST_F(Ipc, RegionsThatOthersTook) {
    struct process *service = Service();
    struct process *a = Client(service, "a");
    struct process *b = Client(service, "b");
    // One is its flash: leaves one.
    for (uint32_t i = 0; i < FAKE_ARCH_REGIONS - 2; i++) {
        ASSERT_EQ(mpu_add_region(process_mpu(service), 0x1000 * i, 32, MPU_READ), E_OK);
    }
    Serve(a, service);
    Serve(b, service);
    EXPECT_FALSE(Reaches(service, Buffer(a)));
    Lend(b, service, 0, 0);
    ASSERT_EQ(mpu_add_region(process_mpu(service), 0x9000, 32, MPU_READ), E_OK);
    Command(a, kNotifyService, Id(service));
    ExpectUpcall(service, a, 0, 0, 7);
    EXPECT_FALSE(Reaches(service, Buffer(a)));
}

} // namespace
} // namespace detent
