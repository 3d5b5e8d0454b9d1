// SPDX-License-Identifier: Apache-2.0 OR MIT
// Discovery and notifications.
#include "kernel/ipc/ipc_test_fixture.h"

namespace detent {
namespace {

TEST_F(Ipc, Commands) {
    struct process *p = Named("p");
    EXPECT_EQ(Command(p, 0), kSuccess);
    for (uint32_t number : {4u, 5u, 255u, UINT32_MAX}) {
        EXPECT_EQ(Command(p, number, 1), Failed(E_NOSUPPORT));
    }
}

// Discovery.

TEST_F(Ipc, FindsByName) {
    struct process *p = Named("org.example.a");
    struct process *q = Named("org.example.b");
    EXPECT_EQ(Discover(p, "org.example.b"), (Registers{RETURN_SUCCESS_U32, Id(q), 0, 0}));
    EXPECT_EQ(Discover(q, "org.example.a"), (Registers{RETURN_SUCCESS_U32, Id(p), 0, 0}));
    EXPECT_EQ(Discover(q, "org.example.b"), (Registers{RETURN_SUCCESS_U32, Id(q), 0, 0}));
    EXPECT_NE(Id(p), 0u);
}

TEST_F(Ipc, FindsNothingElse) {
    struct process *p = Named("org.example.a");
    for (const char *name :
         {"org.example.", "org.example.aa", "rg.example.a", "A", "org.example.c"}) {
        EXPECT_EQ(Discover(p, name), Failed(E_NODEVICE)) << name;
    }
    EXPECT_EQ(Command(p, kNotifyService, Id(p)), Failed(E_INVAL));
}

TEST_F(Ipc, NeedsAName) {
    struct process *p = Named("p");
    Named("");
    EXPECT_EQ(Command(p, kDiscover), Failed(E_INVAL));
    Call(p, kAllowReadOnly, kIpc, 0, 0xdeadbeef, 0);
    EXPECT_EQ(Command(p, kDiscover), Failed(E_INVAL));
    // As long as can be.
    Call(p, kAllowReadOnly, kIpc, 0, Start(p), 1024);
    EXPECT_EQ(Command(p, kDiscover), Failed(E_NODEVICE));
    Call(p, kAllowReadOnly, kIpc, 0, static_cast<uint32_t>(p->flash_allowed), 256);
    EXPECT_EQ(Command(p, kDiscover), Failed(E_NODEVICE));
}

TEST_F(Ipc, FindsTheFirstOfTheName) {
    struct process *a = Named("twin");
    struct process *b = Named("twin");
    EXPECT_EQ(Discover(b, "twin")[1], Id(a));
    process_end(a, PROCESS_TERMINATED);
    EXPECT_EQ(Discover(b, "twin")[1], Id(b));
}

TEST_F(Ipc, FindsOneThatHasNotStartedButNoneThatHasEnded) {
    struct process *p = Named("p");
    struct process_image image = Image();
    image.name = slice_from_string("late");
    struct process *late = Create(image);
    EXPECT_EQ(Discover(p, "late")[1], Id(late));
    process_end(late, PROCESS_FAULTED);
    EXPECT_EQ(Discover(p, "late"), Failed(E_NODEVICE));
}

TEST_F(Ipc, NeedsMemoryOfTheCallersOwn) {
    struct process *p = Named("p");
    while (process_allocate(p, 8) != nullptr) {
    }
    EXPECT_EQ(Command(p, kDiscover), Failed(E_NOMEM));
    EXPECT_EQ(Command(p, kNotifyService, 1), Failed(E_INVAL));
}

TEST_F(Ipc, ANotifiedProcessPaysNothing) {
    struct process *victim = Named("victim");
    struct process *p = Named("p");
    uintptr_t before = victim->kernel_break;
    Discover(p, "victim");
    EXPECT_EQ(Command(p, kNotifyService, Id(victim)), kSuccess);
    EXPECT_EQ(Command(p, kNotifyClient, Id(victim)), kSuccess);
    EXPECT_EQ(victim->kernel_break, before);
    EXPECT_EQ(victim->upcall_count, 0);
}

// Notifications.

TEST_F(Ipc, RoundTrip) {
    struct process *service = Service();
    struct process *client = Client(service);
    EXPECT_FALSE(Reaches(service, Buffer(client)));
    EXPECT_EQ(Command(client, kNotifyService, Id(service)), kSuccess);
    EXPECT_FALSE(Reaches(service, Buffer(client))) << "not before it is told";
    ExpectUpcall(service, client, kBuffer, Buffer(client), 7);
    EXPECT_TRUE(fake_arch_can_write(process_mpu(service), Buffer(client), kBuffer));
    EXPECT_FALSE(Reaches(service, Buffer(client) - 1));
    EXPECT_FALSE(Reaches(service, Buffer(client) + kBuffer));
    ExpectNoUpcall(service);
    EXPECT_EQ(Command(service, kNotifyClient, Id(client)), kSuccess);
    ExpectUpcall(client, service, 0, 0, 9);
    ExpectNoUpcall(client);
}

TEST_F(Ipc, ASecondNotificationChangesNoProtection) {
    struct process *service = Service();
    struct process *client = Client(service);
    Serve(client, service);
    mpu_apply(process_mpu(service));
    Serve(client, service);
    EXPECT_FALSE(fake_arch.applied_is_stale);
}

TEST_F(Ipc, WithoutABuffer) {
    struct process *service = Service();
    struct process *client = Client(service);
    Lend(client, service, 0, 0);
    Command(client, kNotifyService, Id(service));
    ExpectUpcall(service, client, 0, 0, 7);
}

TEST_F(Ipc, AServiceLendsToItsClient) {
    struct process *service = Service();
    struct process *client = Client(service);
    EXPECT_EQ(Lend(service, client, Buffer(service), 32)[1], E_INVAL) << "it was not notified yet";
    Serve(client, service);
    EXPECT_EQ(Lend(service, client, Buffer(service), 32)[0], RETURN_SUCCESS_2_U32);
    Command(service, kNotifyClient, Id(client));
    ExpectUpcall(client, service, 32, Buffer(service), 9);
    EXPECT_TRUE(fake_arch_can_write(process_mpu(client), Buffer(service), 32));
    EXPECT_TRUE(Reaches(service, Buffer(client)));
}

TEST_F(Ipc, Subscribe0IsTheServicesOwn) {
    struct process *service = Named("service");
    Subscribe(service, 0, 7);
    struct process *client = Client(service);
    Serve(client, service);
    Subscribe(service, Id(service), 8);
    Command(client, kNotifyService, Id(service));
    ExpectUpcall(service, client, kBuffer, Buffer(client), 8);
}

// Known bug 20.
TEST_F(Ipc, AnIdMustHaveBeenGiven) {
    struct process *service = Service();
    struct process *p = Named("p");
    Discover(p, "p");
    for (uint32_t id : {0u, Id(service), Id(p), 5u, 8u, 9u, 32u, 33u, 256u, UINT32_MAX}) {
        EXPECT_EQ(Command(p, kNotifyService, id), Failed(E_INVAL)) << id;
        EXPECT_EQ(Command(p, kNotifyClient, id), Failed(E_INVAL)) << id;
    }
    EXPECT_EQ(service->upcall_count, 0);
}

TEST_F(Ipc, ClientsCallbackIsForWhomItFound) {
    struct process *service = Service();
    struct process *p = Named("p");
    Subscribe(p, Id(service), 1); // A guess.
    Discover(service, "p");
    Command(service, kNotifyClient, Id(p));
    ExpectNoUpcall(p);
    Discover(p, "service");
    Subscribe(p, Id(service), 2);
    ExpectUpcall(p, service, 0, 0, 2);
}

TEST_F(Ipc, NotifiedBeforeItSubscribes) {
    struct process_image image = Image();
    image.name = slice_from_string("service");
    struct process *service = Create(image);
    struct process *client = Client(service);
    for (int i = 0; i < 3; i++) {
        EXPECT_EQ(Command(client, kNotifyService, Id(service)), kSuccess);
    }
    Run(service);
    ExpectNoUpcall(service);
    Subscribe(service, Id(service), 7);
    ExpectUpcall(service, client, kBuffer, Buffer(client), 7);
    ExpectNoUpcall(service);
    // The same for the client.
    Call(client, kSubscribe, kIpc, Id(service), 0, 0);
    Command(service, kNotifyClient, Id(client));
    ExpectNoUpcall(client);
    Subscribe(client, Id(service), 4);
    ExpectUpcall(client, service, 0, 0, 4);
}

TEST_F(Ipc, OneUpcallForEachNotification) {
    struct process *service = Service();
    struct process *client = Client(service);
    struct process *other = Client(service, "other");
    Command(client, kNotifyService, Id(service));
    Command(other, kNotifyService, Id(service));
    Command(client, kNotifyService, Id(service));
    ExpectUpcall(service, client, kBuffer, Buffer(client), 7);
    ExpectUpcall(service, other, kBuffer, Buffer(other), 7);
    ExpectUpcall(service, client, kBuffer, Buffer(client), 7);
    ExpectNoUpcall(service);
}

TEST_F(Ipc, AFloodLeavesRoomAndIsNotLost) {
    struct process *service = Service();
    Call(service, kSubscribe, kDriver, 0, Function(service), 1);
    struct process *client = Client(service);
    struct process *other = Client(service, "other");
    for (int i = 0; i < 1000; i++) {
        ASSERT_EQ(Command(client, kNotifyService, Id(service)), kSuccess);
    }
    EXPECT_EQ(service->upcall_count, static_cast<uint8_t>(IPC_UPCALLS));
    EXPECT_EQ(Command(other, kNotifyService, Id(service)), kSuccess);
    for (uint32_t i = IPC_UPCALLS; i < PROCESS_UPCALLS_MAX; i++) {
        EXPECT_EQ(Upcall(driver_, service->id, 0), E_OK);
    }
    std::vector<uint32_t> order;
    for (struct arch_call taken; Take(service, &taken);) {
        order.push_back(taken.argument[3] == 1 ? 0 : taken.argument[0]);
    }
    uint32_t c = Id(client), o = Id(other);
    EXPECT_EQ(order, (std::vector<uint32_t>{c, c, c, c, 0, 0, 0, 0, c, o}));
    EXPECT_EQ(service->dropped_upcalls, 0);
}

TEST_F(Ipc, NobodyKeepsOthersFromTheirTurn) {
    struct process *service = Service();
    std::vector<struct process *> clients;
    for (const char *name : {"a", "b", "c", "d", "e"}) {
        clients.push_back(Client(service, name));
    }
    for (struct process *flooder : {clients[0], clients[4]}) {
        for (int i = 0; i < 50; i++) {
            Command(flooder, kNotifyService, Id(service));
        }
        std::vector<int> calls(kSlots + 1);
        for (int round = 0; round < 30; round++) {
            for (struct process *client : clients) {
                Command(client, kNotifyService, Id(service));
                Command(flooder, kNotifyService, Id(service));
            }
            struct arch_call taken;
            ASSERT_TRUE(Take(service, &taken));
            calls[taken.argument[0]]++;
        }
        for (struct process *client : clients) {
            EXPECT_GE(calls[Id(client)], 3);
        }
        for (struct arch_call taken; Take(service, &taken);) {
        }
    }
}

TEST_F(Ipc, NullUpcallsOfOthersDoNotHoldItBack) {
    struct process *service = Service();
    struct process *client = Client(service);
    for (int i = 0; i < 6; i++) {
        EXPECT_EQ(Upcall(driver_, service->id, 0), E_OK);
    }
    Command(client, kNotifyService, Id(service));
    EXPECT_EQ(service->upcall_count, 6);
    Make(service, kYield, kWait);
    EXPECT_TRUE(process_is_ready(service));
    EXPECT_TRUE(syscall_deliver(service));
    EXPECT_EQ(process_context(service)->called.argument[0], Id(client));
    CheckReach();
}

TEST_F(Ipc, YieldWaitFor) {
    struct process *service = Service();
    struct process *client = Client(service);
    Make(service, kYield, kWaitFor, kIpc, Id(service));
    EXPECT_FALSE(process_is_ready(service));
    Command(client, kNotifyService, Id(service));
    ASSERT_TRUE(process_is_ready(service));
    ASSERT_TRUE(syscall_deliver(service));
    CheckReach();
    EXPECT_EQ(process_context(service)->returned[0], Id(client));
    EXPECT_EQ(process_context(service)->returned[1], kBuffer);
    EXPECT_EQ(process_context(service)->returned[2], Buffer(client));
    EXPECT_TRUE(Reaches(service, Buffer(client)));
}

TEST_F(Ipc, YieldWaitForWithoutASubscription) {
    struct process *service = Named("service");
    struct process *client = Client(service);
    Command(client, kNotifyService, Id(service)); // Before
    Make(service, kYield, kWaitFor, kIpc, Id(service));
    ASSERT_TRUE(process_is_ready(service));
    ASSERT_TRUE(syscall_deliver(service));
    EXPECT_EQ(process_context(service)->returned[2], Buffer(client));
    for (uint32_t number : {Id(service), 0u}) {
        Make(service, kYield, kWaitFor, kIpc, number);
        ASSERT_FALSE(process_is_ready(service));
        Command(client, kNotifyService, Id(service)); // and after.
        ASSERT_TRUE(process_is_ready(service));
        ASSERT_TRUE(syscall_deliver(service));
        EXPECT_EQ(process_context(service)->returned[0], Id(client));
    }
    Subscribe(service, Id(service), 0);
    ExpectNoUpcall(service);
}

TEST_F(Ipc, YieldWaitForIsNotHeldBackByOthersUpcalls) {
    struct process *service = Service();
    struct process *client = Client(service);
    Call(service, kSubscribe, kDriver, 0, Function(service), 1);
    for (int i = 0; i < 7; i++) {
        EXPECT_EQ(Upcall(driver_, service->id, 0), E_OK);
    }
    Make(service, kYield, kWaitFor, kIpc, Id(service));
    Command(client, kNotifyService, Id(service));
    EXPECT_TRUE(process_is_ready(service));
}

// What is delivered leaves room for a notification that waits. That one is not what the process
// waited for, but the process goes on all the same.
TEST_F(Ipc, ANotificationThatFollowsDoesNotHoldTheReceiverBack) {
    struct process *service = Service();
    struct process *client = Client(service);
    Call(service, kSubscribe, kDriver, 0, Function(service), 1);
    for (uint32_t i = 1; i < IPC_UPCALLS; i++) {
        Command(client, kNotifyService, Id(service));
    }
    EXPECT_EQ(Upcall(driver_, service->id, 0), E_OK);
    Command(client, kNotifyService, Id(service)); // Finds no room.
    ASSERT_EQ(service->upcall_count, static_cast<uint8_t>(IPC_UPCALLS));
    Make(service, kYield, kWaitFor, kDriver, 0);
    EXPECT_EQ(service->upcall_count, static_cast<uint8_t>(IPC_UPCALLS));
    EXPECT_EQ(service->state, PROCESS_RUNNING);
    EXPECT_TRUE(process_is_ready(service));
}

TEST_F(Ipc, ASubscriptionSwapDropsWhatIsPending) {
    struct process *service = Service();
    struct process *client = Client(service);
    Command(client, kNotifyService, Id(service));
    Subscribe(service, Id(service), 8);
    ExpectNoUpcall(service);
    Command(client, kNotifyService, Id(service));
    ExpectUpcall(service, client, kBuffer, Buffer(client), 8);
}

TEST_F(Ipc, NotListedDoesNothing) {
    kernel_.driver_count = 4;
    kernel_init(&kernel_);
    ipc_driver.grant = PROCESS_NO_GRANT; // As it is from the start.
    struct process *p = Named("p");
    EXPECT_EQ(Call(p, kCommand, kIpc, 0)[1], E_NODEVICE);
    EXPECT_EQ(Call(p, kAllowReadWrite, kDriver, 0, Start(p) + 3, 5)[0], RETURN_SUCCESS_2_U32);
    Call(p, kSubscribe, kDriver, 0, Function(p), 1);
    EXPECT_EQ(Upcall(driver_, p->id, 0), E_OK);
    struct arch_call taken;
    EXPECT_TRUE(Take(p, &taken));
    process_restart(p);
    CheckReach();
}

TEST_F(Ipc, MoreSlotsThanTheBoardSaidTrap) {
    struct process *p = Named("p");
    Call(p, kAllowReadOnly, kIpc, 0, Start(p), 1);
    process_table.slot_count = 9;
    EXPECT_DEATH(Call(p, kCommand, kIpc, kDiscover), "");
}

} // namespace
} // namespace detent
