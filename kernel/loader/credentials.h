// SPDX-License-Identifier: Apache-2.0 OR MIT
// What decides whether an application's credentials are good enough to run it: the AppID TRD's
// credentials checking policy (section 6). A policy is asked about one footer at a time, in their
// order, by the checked loader (checked_loader.h), and answers later.
#pragma once

#include "kernel/errorcode.h"
#include "kernel/slice.h"
#include "kernel/tbf/tbf.h"

struct credentials_policy;
struct credentials_client;

enum credentials_verdict : uint8_t {
    CREDENTIALS_ACCEPT, // The application may run, whatever other footers it has.
    CREDENTIALS_PASS,   // Others may be better.
    CREDENTIALS_REJECT, // It must not run, whatever other footers it has.
};

struct credentials_result {
    enum credentials_verdict verdict;
    uint32_t short_id; // Accepted: the short id that goes with it; 0: what the header says.
    const char *cause; // Not accepted: in words, behind "credentials: ".
};

struct credentials_policy_ops {
    // Begins to check credentials which are computed over all of covered; both stay as they are. On
    // E_OK the client's checked() follows.
    //   E_NOSUPPORT  credentials of another kind: another policy's, if any's;
    //   E_NODEVICE   made with a key that is not one of this board's: as CREDENTIALS_PASS;
    //   E_SIZE       they are not as long as their format is: as CREDENTIALS_REJECT;
    //   others       they cannot be checked now: as CREDENTIALS_REJECT.
    enum errorcode (*check)(struct credentials_policy *policy,
                            const struct tbf_credentials *credentials, struct slice covered);
};

struct credentials_policy {
    const struct credentials_policy_ops *ops;
    struct credentials_client *client; // The loader sets it.
};

struct credentials_client_ops {
    void (*checked)(struct credentials_client *client, struct credentials_result result);
};

struct credentials_client {
    const struct credentials_client_ops *ops;
};

// For policies.

static inline void credentials_answer(struct credentials_policy *policy,
                                      struct credentials_result result) {
    policy->client->ops->checked(policy->client, result);
}

static inline void credentials_accept(struct credentials_policy *policy, uint32_t short_id) {
    struct credentials_result result = {CREDENTIALS_ACCEPT, short_id, nullptr};
    credentials_answer(policy, result);
}

static inline void credentials_refuse(struct credentials_policy *policy,
                                      enum credentials_verdict verdict, const char *cause) {
    struct credentials_result result = {verdict, 0, cause};
    credentials_answer(policy, result);
}
