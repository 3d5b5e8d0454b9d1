// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "kernel/loader/unique_short_ids.h"

#include "kernel/loader/loader_internal.h"

static bool is_superseded(const struct loader *loader, const struct tbf *tbf) {
    struct loader_position position = {0, 0};
    while (tbf->short_id != 0 && position.offset < loader->flash.length) {
        struct slice object = loader_object_at(loader, position.offset);
        struct tbf other;
        struct tbf_result result = tbf_parse(object, &other);
        bool lies_before = position.offset < loader->position.offset;
        if (result.is_sound && other.short_id == tbf->short_id &&
            (other.version > tbf->version || (lies_before && other.version == tbf->version)) &&
            loader_can_run(object, &other)) {
            return true;
        }
        loader_advance(&position, loader->flash.length, result.base_is_sound, other.total_size);
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
