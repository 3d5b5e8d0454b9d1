// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/program.h"

#include <string.h>

uint32_t program_add_object(struct program *program, const char *name, uint32_t size) {
    APPEND(&program->objects,
           (struct object){.name = name, .size = size, .function = PROGRAM_NO_FUNCTION});
    return (uint32_t)program->objects.count - 1;
}

void program_init(struct program *program) {
    *program = (struct program){};
    (void)program_add_object(program, "unknown", PROGRAM_ANY_SIZE);
}

uint32_t program_add_function(struct program *program, const char *name, uint32_t type,
                              uint32_t parameter_count) {
    uint32_t object = program_add_object(program, name, PROGRAM_ANY_SIZE);
    program->objects.item[object].function = (uint32_t)program->functions.count;
    APPEND(&program->functions, (struct function){
                                    .name = name,
                                    .type = type,
                                    .parameter_count = parameter_count,
                                    .value_count = parameter_count,
                                });
    return object;
}

struct function *program_find(const struct program *program, const char *name) {
    for (size_t i = 0; i < program->functions.count; i++) {
        if (strcmp(program->functions.item[i].name, name) == 0) {
            return &program->functions.item[i];
        }
    }
    return nullptr;
}

struct op *program_add_op(struct function *function, enum op_kind kind) {
    APPEND(&function->ops, (struct op){.kind = kind, .result = function->value_count++});
    return &function->ops.item[function->ops.count - 1];
}
