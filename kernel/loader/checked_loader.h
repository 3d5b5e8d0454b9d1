// SPDX-License-Identifier: Apache-2.0 OR MIT
// A loader (loader.h) that lets an application run only if its credentials are accepted: each of
// its footers, in their order, is shown to each policy until one accepts or rejects it (AppID TRD,
// sections 4 and 6). Nobody waits for it: applications that were accepted run while later ones are
// checked.
//
// An application's short id is what goes with its credentials, or else its header's, which the
// credentials cover. One whose credentials nobody accepted, but that may run all the same, has
// none: anybody could claim any.
//
// Of several with the same short id one becomes a process: that of the highest version, and among
// equals the first. So one that has a fixed id waits until all of higher versions behind it have
// been checked. What is refused supersedes nobody.
//
//     static struct credentials_policy *const policies[] = {&signed_by_us.policy};
//     static struct checked_loader loader = {
//         .loader = {.kernel = &kernel, ..., .refuses = checked_loader_check},
//         .policies = SPAN(policies),
//     };
//     loader_start(&loader.loader);
#pragma once

#include "kernel/loader/credentials.h"
#include "kernel/loader/loader.h"
#include "kernel/span.h"

struct checked_loader {
    // The board's.
    struct loader loader; // With .refuses = checked_loader_check.
    SPAN_OF(struct credentials_policy *const) policies;
    bool optional; // Applications run also without accepted credentials, unless one is rejected.
    // The loader's.
    struct credentials_client client;
    struct deferred_call call;
    size_t candidate;                   // Offset in flash of the application that is to be loaded,
    size_t checked;                     // and of the one that is being checked: it or a rival.
    uint32_t short_id;                  // The candidate's, when that is known.
    struct slice footers;               // Those after
    struct tbf_credentials credentials; // this one,
    size_t next_policy;                 // which this policy and those after it have not seen.
    const char *cause;                  // Why the last footer was passed over; null: no reason.
};

// What .loader.refuses must be.
bool checked_loader_check(const struct loader *loader, struct slice object, const struct tbf *tbf);
