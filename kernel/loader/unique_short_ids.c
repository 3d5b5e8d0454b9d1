// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/loader/unique_short_ids.h"

#include "kernel/loader/loader_internal.h"

static bool is_superseded(const struct loader *loader, const struct tbf *tbf) {
    size_t offset = 0;
    while (tbf->short_id != 0 && offset < loader->flash.length) {
        struct slice object = slice_clip(loader->flash, offset, loader->flash.length);
        struct tbf other;
        struct tbf_result result = tbf_parse(object, &other);
        bool goes_before =
            offset < loader->offset ? other.version >= tbf->version : other.version > tbf->version;
        if (result.error == TBF_OK && other.short_id == tbf->short_id && goes_before &&
            loader_can_run(object, &other)) {
            return true;
        }
        offset = loader_next_offset(loader, offset, result, other.total_size);
    }
    return false;
}

bool unique_short_ids(const struct loader *loader, struct slice object, const struct tbf *tbf) {
    if (!is_superseded(loader, tbf)) {
        return false;
    }
    loader_refuse_superseded(object, tbf->short_id);
    return true;
}
