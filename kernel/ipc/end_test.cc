// SPDX-License-Identifier: Apache-2.0 OR MIT
// Ends and restarts of either side. Rows are those of the table of known bugs.
#include "kernel/ipc/ipc_test_fixture.h"

namespace detent {
namespace {

enum class End { kExit, kExitRestart, kFault, kTerminate, kRestart };

class IpcEnd : public Ipc, public ::testing::WithParamInterface<End> {
  protected:
    void Finish(struct process *p) {
        switch (GetParam()) {
        case End::kExit:
            process_set_state(p, PROCESS_RUNNING);
            Make(p, kExit, 0, 0);
            break;
        case End::kExitRestart:
            process_set_state(p, PROCESS_RUNNING);
            Make(p, kExit, 1, 0);
            break;
        case End::kFault:
            process_fault(p, "a test");
            break;
        case End::kTerminate:
            process_end(p, PROCESS_TERMINATED);
            break;
        case End::kRestart:
            process_restart(p);
            break;
        }
        CheckReach();
    }

    // Starts it again, unless the end was a restart.
    void Again(struct process *p) {
        if (!process_is_live(p)) {
            process_restart(p);
        }
        Run(p);
        CheckReach();
    }
};

INSTANTIATE_TEST_SUITE_P(Ways, IpcEnd,
                         ::testing::Values(End::kExit, End::kExitRestart, End::kFault,
                                           End::kTerminate, End::kRestart));

TEST_P(IpcEnd, OfTheOneWhoLends) { // known-bugs rows 15, 21
    struct process *service = Service();
    struct process *client = Client(service);
    Serve(client, service);
    mpu_apply(process_mpu(service));
    Finish(client);
    EXPECT_TRUE(fake_arch.applied_is_stale);
    EXPECT_FALSE(Reaches(service, Buffer(client)));
    EXPECT_EQ(Command(service, kNotifyClient, Id(client)), Failed(E_INVAL));
    EXPECT_EQ(Lend(service, client, Buffer(service), 32)[1], E_INVAL);
    Again(client);
    EXPECT_FALSE(Reaches(service, Buffer(client)));
    EXPECT_EQ(Command(service, kNotifyClient, Id(client)), Failed(E_INVAL));
    EXPECT_EQ(Command(client, kNotifyService, Id(service)), Failed(E_INVAL));
    Meet(client, service);
    EXPECT_FALSE(Reaches(service, Buffer(client)));
    Serve(client, service);
}

TEST_P(IpcEnd, OfTheOneWhoHasABuffer) { // known-bugs rows 5, 15, 21
    struct process *service = Service();
    struct process *client = Client(service);
    Serve(client, service);
    Finish(service);
    EXPECT_FALSE(Reaches(service, Buffer(client)));
    EXPECT_EQ(Command(client, kNotifyService, Id(service)), Failed(E_INVAL));
    Again(service);
    Subscribe(service, Id(service), 7);
    EXPECT_FALSE(Reaches(service, Buffer(client)));
    EXPECT_EQ(Command(client, kNotifyService, Id(service)), Failed(E_INVAL));
    // Found again it has the old id; the buffer was not lent to it.
    EXPECT_EQ(Discover(client, "service")[1], Id(service));
    EXPECT_EQ(Command(client, kNotifyService, Id(service)), kSuccess);
    ExpectUpcall(service, client, 0, 0, 7);
    // What Allow returns stays as TRD 104 has it.
    EXPECT_EQ(Lend(client, service, Buffer(client), kBuffer),
              (Registers{RETURN_SUCCESS_2_U32, Buffer(client), kBuffer, 0}));
    Serve(client, service);
}

TEST_P(IpcEnd, DropsWhatIsPending) { // known-bugs row 21
    struct process *service = Service();
    struct process *client = Client(service);
    struct process *other = Client(service, "other");
    Command(client, kNotifyService, Id(service));
    Command(other, kNotifyService, Id(service));
    for (int i = 0; i < 9; i++) {
        Command(client, kNotifyService, Id(service));
    }
    Finish(client);
    ExpectUpcall(service, other, kBuffer, Buffer(other), 7);
    ExpectNoUpcall(service);
    // The other way round: one that waits, not ready any more.
    Make(other, kYield, kWait);
    Command(service, kNotifyClient, Id(other));
    EXPECT_TRUE(process_is_ready(other));
    Finish(service);
    EXPECT_FALSE(process_is_ready(other));
    EXPECT_EQ(other->upcall_count, 0);
}

TEST_P(IpcEnd, DropsWhatWaits) { // known-bugs row 21
    struct process *service = Named("service");
    struct process *client = Client(service);
    Command(client, kNotifyService, Id(service)); // To a service that never subscribed.
    Finish(service);
    Again(service);
    Subscribe(service, Id(service), 7);
    ExpectNoUpcall(service);
    // From a client that ends before the service has subscribed.
    Call(service, kSubscribe, kIpc, Id(service), 0, 0);
    Meet(client, service);
    Command(client, kNotifyService, Id(service));
    Finish(client);
    Again(client);
    Subscribe(service, Id(service), 7);
    ExpectNoUpcall(service);
}

TEST_P(IpcEnd, AnotherOneInItsSlotIsAnotherOne) { // known-bugs row 21
    struct process *service = Service();
    struct process *client = Client(service);
    Serve(client, service);
    Finish(service);
    if (process_is_live(service)) {
        process_end(service, PROCESS_TERMINATED);
    }
    uint32_t id = Id(service);
    ASSERT_EQ(process_remove(service->id, &process_start_capability), E_OK);
    struct process *thief = Service("thief");
    ASSERT_EQ(Id(thief), id);
    EXPECT_EQ(Command(client, kNotifyService, id), Failed(E_INVAL));
    EXPECT_EQ(Discover(client, "service"), Failed(E_NODEVICE));
    // It calls the client that it knows by name: not as the service.
    Discover(thief, "client");
    EXPECT_EQ(Command(thief, kNotifyClient, Id(client)), kSuccess);
    EXPECT_EQ(Command(thief, kNotifyService, Id(client)), kSuccess);
    ExpectNoUpcall(client);
    EXPECT_FALSE(Reaches(thief, Buffer(client)));
}

TEST_P(IpcEnd, OfBothAtOnce) {
    struct process *service = Service();
    struct process *client = Client(service);
    Serve(client, service);
    Command(client, kNotifyService, Id(service));
    Finish(service);
    Finish(client);
    Finish(service); // Ended ones, too.
    Again(service);
    Again(client);
    Subscribe(service, Id(service), 7);
    Meet(client, service);
    Serve(client, service);
}

} // namespace
} // namespace detent
