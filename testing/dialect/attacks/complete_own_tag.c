// SPDX-License-Identifier: Apache-2.0 OR MIT
// rejected: tag
// A type that a header leaves open: here it is this, in another file it is that.
#include "testing/dialect/attacks/complete_own_tag.h"

struct complete_own_tag {
    uint32_t number;
};

uint32_t complete_own_tag_read(struct complete_own_tag *tag) {
    return tag->number;
}
