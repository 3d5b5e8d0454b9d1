// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/loader/checked_loader.h"

#include "kernel/container.h"
#include "kernel/loader/loader_internal.h"
#include "kernel/message/message.h"
#include "kernel/process/process.h"

// An application in flash, parsed anew wherever it is needed: that costs less than to keep it.
struct application {
    struct slice object;
    struct tbf tbf;
    struct tbf_result result;
};

static struct application application_at(const struct checked_loader *self, size_t offset) {
    struct application a;
    a.object = loader_object_at(&self->loader, offset);
    a.result = tbf_parse(a.object, &a.tbf);
    return a;
}

static void refuse(struct checked_loader *self, const char *cause) {
    struct writer *writer = loader_begin_line(loader_object_at(&self->loader, self->candidate));
    write_string(writer, "credentials: ");
    write_string(writer, cause);
    write_string(writer, "\r\n");
    loader_resume(&self->loader);
}

static void refuse_version(struct checked_loader *self) {
    loader_refuse_superseded(loader_object_at(&self->loader, self->candidate), self->short_id);
    loader_resume(&self->loader);
}

// Whether a process with the candidate's short id exists: of one before it in flash.
static bool id_is_taken(const struct checked_loader *self) {
    for (uint32_t slot = 0; self->short_id != 0 && slot < process_table.slot_count; slot++) {
        const struct process *process = process_table.slots[slot];
        if (process != nullptr && process->short_id == self->short_id) {
            return true;
        }
    }
    return false;
}

static void create(struct checked_loader *self) {
    struct application a = application_at(self, self->candidate);
    a.tbf.short_id = self->short_id;
    loader_create(&self->loader, a.object, &a.tbf);
    loader_resume(&self->loader);
}

static void check(struct checked_loader *self, size_t offset);

// Checks the next application behind the one checked last that would supersede the candidate, if it
// has the same id. If there is none, the candidate it is.
static void next_rival(struct checked_loader *self) {
    uint32_t version = application_at(self, self->candidate).tbf.version;
    struct loader_position position = {.offset = self->checked};
    struct application a = application_at(self, position.offset);
    while (self->short_id != 0) {
        loader_advance(&position, self->loader.flash.length, a.result.base_is_sound,
                       a.tbf.total_size);
        if (position.offset >= self->loader.flash.length) {
            break;
        }
        a = application_at(self, position.offset);
        if (a.result.is_sound && a.tbf.version > version && loader_can_run(a.object, &a.tbf)) {
            check(self, position.offset);
            return;
        }
    }
    create(self);
}

// The verdict on the one that is being checked. cause: null if it is accepted.
static void decide(struct checked_loader *self, uint32_t short_id, const char *cause) {
    if (self->checked != self->candidate) {
        if (cause == nullptr && short_id == self->short_id) {
            refuse_version(self);
        } else {
            next_rival(self);
        }
        return;
    }
    if (cause != nullptr) {
        refuse(self, cause);
        return;
    }
    self->short_id = short_id;
    if (id_is_taken(self)) {
        refuse_version(self);
    } else {
        next_rival(self);
    }
}

// No footer was accepted, and none rejected.
static void decide_without(struct checked_loader *self) {
    if (self->optional) {
        decide(self, 0, nullptr);
    } else if (self->footers.length >= 4) {
        decide(self, 0, "a footer does not end within the application");
    } else if (self->cause != nullptr) {
        decide(self, 0, self->cause);
    } else {
        decide(self, 0, "none that this board accepts");
    }
}

// Shows the present footer to the policies that have not seen it. True: one of them is at it, or
// has decided.
static bool show(struct checked_loader *self, struct slice covered) {
    while (self->next_policy < self->policies.count) {
        struct credentials_policy *policy = *span_at(self->policies, self->next_policy++);
        policy->client = &self->client;
        switch (policy->ops->check(policy, &self->credentials, covered)) {
        case E_OK:
            return true;
        case E_NOSUPPORT:
            break;
        case E_NODEVICE:
            self->cause = "of a key that is not one of this board's";
            break;
        case E_SIZE:
            decide(self, 0, "they are not as long as their format");
            return true;
        default:
            decide(self, 0, "they cannot be checked now");
            return true;
        }
    }
    return false;
}

// Goes on with the footers until a policy takes one.
static void proceed(struct checked_loader *self) {
    struct application a = application_at(self, self->checked);
    struct slice covered = slice_part(a.object, 0, a.tbf.binary_end);
    while (!show(self, covered)) {
        if (!tbf_next_credentials(&self->footers, &self->credentials)) {
            decide_without(self);
            return;
        }
        self->next_policy = 0;
    }
}

static void checked(struct credentials_client *client, struct credentials_result result) {
    struct checked_loader *self = container_of(client, struct checked_loader, client);
    switch (result.verdict) {
    case CREDENTIALS_ACCEPT: {
        uint32_t header_id = application_at(self, self->checked).tbf.short_id;
        decide(self, result.short_id != 0 ? result.short_id : header_id, nullptr);
        break;
    }
    case CREDENTIALS_PASS:
        self->cause = result.cause;
        proceed(self);
        break;
    case CREDENTIALS_REJECT:
        decide(self, 0, result.cause);
        break;
    }
}

static const struct credentials_client_ops client_ops = {.checked = checked};

static void run(struct deferred_call *call) {
    proceed(container_of(call, struct checked_loader, call));
}

static const struct deferred_call_ops call_ops = {.run = run};

// Begins to check the application at offset: from the main loop, so that the stack does not grow
// with their number.
static void check(struct checked_loader *self, size_t offset) {
    struct application a = application_at(self, offset);
    self->checked = offset;
    self->footers = tbf_footers(a.object, &a.tbf);
    self->next_policy = self->policies.count; // There is no present footer yet.
    self->cause = nullptr;
    self->call.ops = &call_ops;
    deferred_call_set_background(&self->call);
}

bool checked_loader_check(const struct loader *loader, struct slice object, const struct tbf *tbf) {
    (void)object;
    (void)tbf;
    // UNSAFE: it is constant for policies that only look; this one is what it is embedded in.
    struct checked_loader *self =
        container_of((struct loader *)loader, struct checked_loader, loader);
    self->client.ops = &client_ops;
    self->candidate = loader->position.offset;
    loader_pause(&self->loader);
    check(self, loader->position.offset);
    return true;
}
