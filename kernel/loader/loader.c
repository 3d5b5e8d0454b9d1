// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/loader/loader.h"

#include "kernel/container.h"
#include "kernel/debug.h"
#include "kernel/loader/loader_internal.h"
#include "kernel/message/message.h"
#include "kernel/tbf/tbf.h"

enum : size_t {
    SEARCH_STEP = 512,  // Bytes.
    SEARCH_PLACES = 32, // Looked at in one go.
};

static uint32_t address_of(struct slice object) {
    return (uint32_t)(uintptr_t)object.data;
}

struct writer *loader_begin_line(struct slice object) {
    struct writer *writer = debug();
    if (writer == nullptr) {
        return nullptr;
    }
    write_string(writer, "loader: ");
    struct slice name = tbf_find_name(object);
    if (name.length > 0) {
        write_bytes(writer, name);
    } else {
        write_hex32(writer, address_of(object));
    }
    write_string(writer, ": ");
    return writer;
}

bool loader_kernel_version_fits(const struct tbf *tbf) {
    return !tbf_has_kernel_version(tbf) ||
           (tbf->kernel_major == LOADER_KERNEL_MAJOR && tbf->kernel_minor <= LOADER_KERNEL_MINOR);
}

static void refuse_version(struct slice object, const struct tbf *tbf) {
    const uint32_t values[] = {tbf->kernel_major, tbf->kernel_minor, LOADER_KERNEL_MAJOR,
                               LOADER_KERNEL_MINOR};
    write_message(loader_begin_line(object), "needs kernel #.#, this one is #.#\r\n", values);
}

static void refuse_address(struct slice object, const struct tbf *tbf, uint32_t binary) {
    const uint32_t values[] = {tbf->fixed_flash, binary};
    write_message(loader_begin_line(object), "linked for flash $, but lies at $\r\n", values);
}

static void refuse_process(struct slice object, const struct tbf *tbf,
                           struct process_create_result result) {
    const uint32_t values[] = {(uint32_t)result.needed, (uint32_t)result.available};
    struct writer *writer = loader_begin_line(object);
    write_string(writer, process_create_error_name(result.error));
    if (result.error == PROCESS_CREATE_NO_MEMORY) {
        write_message(writer, ": needs # bytes, # are left", values);
    } else if (result.error == PROCESS_CREATE_FIXED_RAM) {
        write_message(writer, ": $", &tbf->fixed_ram);
    }
    write_string(writer, "\r\n");
}

static void refuse_header(struct slice object, struct tbf_result result) {
    struct writer *writer = loader_begin_line(object);
    tbf_write_result(writer, result);
    write_string(writer, "\r\n");
}

void loader_create(struct loader *loader, struct slice object, const struct tbf *tbf) {
    struct process_image image = {
        .name = tbf->name,
        .flash_start = (uintptr_t)object.data,
        .flash_size = tbf->total_size,
        .protected_size = tbf->protected_size,
        .entry = (uintptr_t)object.data + tbf->entry,
        .minimum_ram = tbf->minimum_ram,
        .fixed_ram = tbf->fixed_ram == TBF_NO_ADDRESS ? 0 : tbf->fixed_ram,
        .short_id = tbf->short_id,
        // UNSAFE: the element is an array of these structures, in the processor's byte order; it is
        // aligned as flash is, to 4 bytes, since objects and elements are multiples of that.
        .flash_regions = (const struct process_flash_region *)tbf->writeable_regions.data,
        .flash_region_count =
            (uint32_t)(tbf->writeable_regions.length / sizeof(struct process_flash_region)),
        .permissions = tbf->permissions.data,
    };
    struct process_create_result result =
        process_create(loader->kernel, &image, &loader->memory, loader->start);
    if (result.error != PROCESS_CREATE_OK) {
        refuse_process(object, tbf, result);
    }
}

static uint32_t binary_of(struct slice object, const struct tbf *tbf) {
    return address_of(object) + tbf->protected_size;
}

bool loader_address_fits(struct slice object, const struct tbf *tbf) {
    return tbf->fixed_flash == TBF_NO_ADDRESS || tbf->fixed_flash == binary_of(object, tbf);
}

bool loader_can_run(struct slice object, const struct tbf *tbf) {
    return tbf->is_application && (tbf->flags & TBF_FLAG_ENABLED) != 0 &&
           loader_kernel_version_fits(tbf) && loader_address_fits(object, tbf);
}

void loader_refuse_superseded(struct slice object, uint32_t short_id) {
    write_message(loader_begin_line(object), "another version of it, id $, runs\r\n", &short_id);
}

static bool is_enabled(const struct tbf *tbf) {
    return (tbf->flags & TBF_FLAG_ENABLED) != 0;
}

struct slice loader_object_at(const struct loader *loader, size_t offset) {
    return slice_rest(loader->flash, offset);
}

static bool is_searching(const struct loader_position *position) {
    return position->resume != 0;
}

static size_t place_behind(size_t offset) {
    return (offset | (SEARCH_STEP - 1)) + 1;
}

// Whether an unsound header may have meant total_size, of which it leaves rest.
static bool may_lead_on(uint32_t total_size, size_t rest) {
    return total_size != 0 && total_size < rest && total_size % 4 == 0;
}

void loader_advance(struct loader_position *position, size_t end, bool base_is_sound,
                    uint32_t total_size) {
    size_t next = place_behind(position->offset);
    if (base_is_sound) {
        position->offset += total_size;
        position->resume = 0;
    } else if (is_searching(position)) {
        position->offset = position->resume;
        position->resume += SEARCH_STEP;
    } else if (may_lead_on(total_size, end - position->offset)) {
        position->offset += total_size;
        position->resume = next;
    } else {
        position->offset = next;
        position->resume = next + SEARCH_STEP;
    }
}

static void load(struct loader *loader, struct slice object, const struct tbf *tbf) {
    if (!loader_kernel_version_fits(tbf)) {
        refuse_version(object, tbf);
    } else if (!loader_address_fits(object, tbf)) {
        refuse_address(object, tbf, binary_of(object, tbf));
    } else if (loader->refuses != nullptr && loader->refuses(loader, object, tbf)) {
        return;
    } else {
        loader_create(loader, object, tbf);
    }
}

static void end(const struct loader *loader) {
    if (loader->applications == 0) {
        uint32_t address = address_of(loader->flash);
        write_message(debug(), "loader: no applications found at $\r\n", &address);
    }
}

// What is at the position, and on to the next.
static void step(struct loader *loader) {
    struct slice object = loader_object_at(loader, loader->position.offset);
    struct tbf tbf;
    struct tbf_result result = tbf_parse(object, &tbf);
    if (!result.base_is_sound) {
        if (!is_searching(&loader->position) && result.error != TBF_ERASED) {
            refuse_header(object, result);
        }
    } else if (is_enabled(&tbf) && !result.is_sound) {
        loader->applications++;
        refuse_header(object, result);
    } else if (is_enabled(&tbf) && tbf.is_application) {
        loader->applications++;
        load(loader, object, &tbf);
    }
    loader_advance(&loader->position, loader->flash.length, result.base_is_sound, tbf.total_size);
}

static void run(struct deferred_call *call) {
    struct loader *loader = container_of(call, struct loader, call);
    uint32_t places = is_searching(&loader->position) ? SEARCH_PLACES : 1;
    do {
        if (loader->position.offset >= loader->flash.length) {
            end(loader);
            return;
        }
        step(loader);
    } while (is_searching(&loader->position) && --places > 0);
    if (is_searching(&loader->position)) {
        deferred_call_set_background(call);
    } else {
        deferred_call_set(call);
    }
}

static const struct deferred_call_ops ops = {.run = run};

static void wait(struct deferred_call *call) {
    (void)call;
}

static const struct deferred_call_ops paused_ops = {.run = wait};

void loader_pause(struct loader *loader) {
    loader->call.ops = &paused_ops;
}

void loader_resume(struct loader *loader) {
    loader->call.ops = &ops;
    deferred_call_set(&loader->call);
}

void loader_start(struct loader *loader) {
    loader_resume(loader);
}
