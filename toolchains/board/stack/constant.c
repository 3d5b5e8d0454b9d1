// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/constant.h"

#include <string.h>

static const struct operand unknown = {OPERAND_PLACE, PROGRAM_UNKNOWN, 0};

struct steps constant_steps(const struct constants *constants, LLVMValueRef address) {
    struct steps steps = {};
    LLVMTypeRef type = LLVMGetGEPSourceElementType(address);
    uint32_t limit = 0; // Of an index into an array.
    for (int i = 1; i < LLVMGetNumOperands(address); i++) {
        LLVMValueRef index = LLVMGetOperand(address, (unsigned)i);
        bool known = LLVMIsAConstantInt(index) != nullptr;
        int32_t number = known ? (int32_t)LLVMConstIntGetSExtValue(index) : 0;
        if (i > 1 && LLVMGetTypeKind(type) == LLVMStructTypeKind) {
            steps.offset += (int32_t)LLVMOffsetOfElement(constants->layout, type, (unsigned)number);
            type = LLVMStructGetTypeAtIndex(type, (unsigned)number);
            continue;
        }
        if (i > 1) {
            limit = (uint32_t)LLVMGetArrayLength2(type);
            type = LLVMGetElementType(type);
        }
        uint32_t size = (uint32_t)LLVMABISizeOfType(constants->layout, type);
        if (known) {
            steps.offset += number * (int32_t)size;
        } else if (steps.stride == 0) {
            steps.stride = size;
            steps.count = limit;
        } else {
            steps.irregular = true;
        }
    }
    return steps;
}

static struct operand moved(struct operand place, struct steps steps) {
    bool somewhere = steps.stride != 0 || steps.irregular || place.offset == PROGRAM_ANYWHERE;
    place.offset = somewhere ? PROGRAM_ANYWHERE : place.offset + steps.offset;
    return place;
}

static struct operand added(const struct constants *constants, LLVMValueRef sum) {
    LLVMValueRef other = LLVMGetOperand(sum, 1);
    struct steps steps = {.irregular = LLVMIsAConstantInt(other) == nullptr};
    if (!steps.irregular) {
        steps.offset = (int32_t)LLVMConstIntGetSExtValue(other);
    }
    struct operand place = constant_place(constants, LLVMGetOperand(sum, 0));
    return place.kind == OPERAND_NONE ? place : moved(place, steps);
}

static struct operand expression_place(const struct constants *constants, LLVMValueRef value) {
    LLVMValueRef operand = LLVMGetOperand(value, 0);
    switch (LLVMGetConstOpcode(value)) {
    case LLVMGetElementPtr: {
        struct operand place = constant_place(constants, operand);
        return place.kind == OPERAND_NONE ? place : moved(place, constant_steps(constants, value));
    }
    case LLVMIntToPtr:
        // A register's address.
        return LLVMIsAConstantInt(operand) != nullptr ? unknown
                                                      : constant_place(constants, operand);
    case LLVMPtrToInt:
    case LLVMBitCast:
        return constant_place(constants, operand);
    case LLVMAdd:
        return added(constants, value);
    case LLVMSub: // A difference of pointers.
    case LLVMTrunc:
        return (struct operand){};
    default:
        return unknown;
    }
}

struct operand constant_place(const struct constants *constants, LLVMValueRef value) {
    if (LLVMIsAGlobalAlias(value) != nullptr) {
        return constant_place(constants, LLVMAliasGetAliasee(value));
    }
    uint32_t object = numbering_of(&constants->objects, key_of(value));
    if (object != NUMBERING_NONE) {
        return constants->program->objects.item[object].plain
                   ? (struct operand){}
                   : (struct operand){OPERAND_PLACE, object, 0};
    }
    if (LLVMIsAConstantExpr(value) != nullptr) {
        return expression_place(constants, value);
    }
    return (struct operand){};
}

// Calls visit for each pointer in a constant, with its offset.
typedef void visit(void *context, uint32_t at, struct operand place);

static void walk(const struct constants *constants, LLVMValueRef value, uint32_t at, visit *visit,
                 void *context) {
    LLVMTypeRef type = LLVMTypeOf(value);
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (LLVMIsNull(value) || LLVMIsAConstantDataSequential(value) != nullptr) {
        return;
    }
    if (kind != LLVMStructTypeKind && kind != LLVMArrayTypeKind) {
        struct operand place = constant_place(constants, value);
        if (place.kind != OPERAND_NONE) {
            visit(context, at, place);
        }
        return;
    }
    for (int i = 0; i < LLVMGetNumOperands(value); i++) {
        uint32_t offset = kind == LLVMStructTypeKind
                              ? (uint32_t)LLVMOffsetOfElement(constants->layout, type, (unsigned)i)
                              : (uint32_t)i * (uint32_t)LLVMABISizeOfType(constants->layout,
                                                                          LLVMGetElementType(type));
        walk(constants, LLVMGetOperand(value, (unsigned)i), at + offset, visit, context);
    }
}

static void add_place(void *context, uint32_t at, struct operand place) {
    (void)at;
    struct operands *places = context;
    APPEND(places, place);
}

void constant_places(const struct constants *constants, LLVMValueRef value,
                     struct operands *places) {
    walk(constants, value, 0, add_place, places);
}

static void note_place(void *context, uint32_t at, struct operand place) {
    (void)at;
    (void)place;
    *(bool *)context = true;
}

static void add_initial(void *context, uint32_t at, struct operand place) {
    struct object *object = context;
    APPEND(&object->initials, (struct initial){at, place});
}

// Text and tables of numbers: nothing can come of them.
static bool is_plain(const struct constants *constants, LLVMValueRef variable) {
    LLVMValueRef content = LLVMGetInitializer(variable);
    if (!LLVMIsGlobalConstant(variable) || content == nullptr) {
        return false;
    }
    bool points = false;
    walk(constants, content, 0, note_place, &points);
    return !points;
}

static const char *name_of(LLVMValueRef value) {
    size_t length = 0;
    return LLVMGetValueName2(value, &length);
}

static void add_functions(struct constants *constants, LLVMModuleRef module) {
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != nullptr; f = LLVMGetNextFunction(f)) {
        if (strncmp(name_of(f), "llvm.", strlen("llvm.")) != 0) {
            uint32_t type = numbering_add(&constants->types, key_of(LLVMGlobalGetValueType(f)));
            (void)program_add_function(constants->program, name_of(f), type, LLVMCountParams(f));
            (void)numbering_add(&constants->objects, key_of(f));
        }
    }
}

static void add_variables(struct constants *constants, LLVMModuleRef module) {
    for (LLVMValueRef v = LLVMGetFirstGlobal(module); v != nullptr; v = LLVMGetNextGlobal(v)) {
        uint32_t size = PROGRAM_ANY_SIZE;
        if (!LLVMIsDeclaration(v)) {
            size = (uint32_t)LLVMABISizeOfType(constants->layout, LLVMGlobalGetValueType(v));
        }
        (void)program_add_object(constants->program, name_of(v), size);
        (void)numbering_add(&constants->objects, key_of(v));
    }
}

// The object of a variable.
static struct object *object_of(struct constants *constants, LLVMValueRef variable) {
    return &constants->program->objects.item[numbering_of(&constants->objects, key_of(variable))];
}

void constants_read(struct constants *constants, LLVMModuleRef module) {
    // Objects have the same number here and in the program. The first one is what is not known.
    (void)numbering_add(&constants->objects, key_of(constants));
    add_functions(constants, module);
    add_variables(constants, module);
    for (LLVMValueRef v = LLVMGetFirstGlobal(module); v != nullptr; v = LLVMGetNextGlobal(v)) {
        object_of(constants, v)->constant = LLVMIsGlobalConstant(v);
        object_of(constants, v)->outside = LLVMIsDeclaration(v);
        object_of(constants, v)->plain = is_plain(constants, v);
    }
    for (LLVMValueRef v = LLVMGetFirstGlobal(module); v != nullptr; v = LLVMGetNextGlobal(v)) {
        if (LLVMGetInitializer(v) != nullptr) {
            walk(constants, LLVMGetInitializer(v), 0, add_initial, object_of(constants, v));
        }
    }
}
