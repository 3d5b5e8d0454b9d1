// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/board/stack/module.h"

#include <llvm-c/BitReader.h>
#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/Target.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "toolchains/board/stack/constant.h"
#include "toolchains/board/stack/numbering.h"

enum : uint32_t { POINTER_SIZE = 4 };

struct reader {
    struct constants constants;
    struct program *program;
    struct numbering values; // Of the function that is being read.
    struct function *function;
};

static bool can_point(LLVMTypeRef type) {
    switch (LLVMGetTypeKind(type)) {
    case LLVMPointerTypeKind:
    case LLVMStructTypeKind:
    case LLVMArrayTypeKind:
        return true;
    case LLVMIntegerTypeKind:
        return LLVMGetIntTypeWidth(type) >= 8 * POINTER_SIZE;
    default:
        return false;
    }
}

// If a value of this type, though it may hold a pointer, is not declared to.
static bool is_number(LLVMTypeRef type) {
    while (LLVMGetTypeKind(type) == LLVMArrayTypeKind) {
        type = LLVMGetElementType(type);
    }
    return LLVMGetTypeKind(type) == LLVMIntegerTypeKind;
}

static struct operand operand_of(struct reader *reader, LLVMValueRef value) {
    if (LLVMIsAArgument(value) != nullptr || LLVMIsAInstruction(value) != nullptr) {
        uint32_t number = numbering_of(&reader->values, key_of(value));
        return number == NUMBERING_NONE ? (struct operand){}
                                        : (struct operand){.kind = OPERAND_VALUE, .index = number};
    }
    return constant_place(&reader->constants, value);
}

static struct op *add(struct reader *reader, LLVMValueRef instruction, enum op_kind kind) {
    struct op *op = program_add_op(reader->function, kind);
    reader->function->value_count--;
    op->result = numbering_of(&reader->values, key_of(instruction));
    unsigned length = 0;
    op->file = LLVMGetDebugLocFilename(instruction, &length);
    op->line = op->file != nullptr ? LLVMGetDebugLocLine(instruction) : 0;
    return op;
}

static void add_operand(struct reader *reader, struct op *op, LLVMValueRef value) {
    if (LLVMIsAConstant(value) != nullptr && LLVMIsAGlobalValue(value) == nullptr) {
        // A constant structure may hold several.
        constant_places(&reader->constants, value, &op->operands);
        return;
    }
    struct operand operand = operand_of(reader, value);
    if (operand.kind != OPERAND_NONE) {
        APPEND(&op->operands, operand);
    }
}

static void read_all(struct reader *reader, LLVMValueRef instruction, enum op_kind kind) {
    struct op *op = add(reader, instruction, kind);
    for (int i = 0; i < LLVMGetNumOperands(instruction); i++) {
        add_operand(reader, op, LLVMGetOperand(instruction, (unsigned)i));
    }
}

static void read_phi(struct reader *reader, LLVMValueRef instruction) {
    struct op *op = add(reader, instruction, OP_COPY);
    for (unsigned i = 0; i < LLVMCountIncoming(instruction); i++) {
        add_operand(reader, op, LLVMGetIncomingValue(instruction, i));
    }
}

static void read_address(struct reader *reader, LLVMValueRef instruction) {
    struct steps steps = constant_steps(&reader->constants, instruction);
    struct op *op = add(reader, instruction, steps.irregular ? OP_SMEAR : OP_MOVE);
    APPEND(&op->operands, operand_of(reader, LLVMGetOperand(instruction, 0)));
    op->offset = steps.offset;
    op->stride = steps.stride;
    op->steps = steps.count;
    op->within = LLVMIsInBounds(instruction);
}

// Addition of a constant to a pointer that is held as a number.
static void read_add(struct reader *reader, LLVMValueRef instruction) {
    LLVMValueRef other = LLVMGetOperand(instruction, 1);
    if (LLVMIsAConstantInt(other) == nullptr) {
        read_all(reader, instruction, OP_SMEAR);
        return;
    }
    struct op *op = add(reader, instruction, OP_MOVE);
    APPEND(&op->operands, operand_of(reader, LLVMGetOperand(instruction, 0)));
    op->offset = (int32_t)LLVMConstIntGetSExtValue(other);
}

// A difference of pointers is a number: what it is added to says where the sum points.
static void read_subtraction(struct reader *reader, LLVMValueRef instruction) {
    struct op *op = add(reader, instruction, OP_SMEAR);
    add_operand(reader, op, LLVMGetOperand(instruction, 0));
}

static uint32_t size_of(struct reader *reader, LLVMTypeRef type) {
    return (uint32_t)LLVMStoreSizeOfType(reader->constants.layout, type);
}

static void read_load(struct reader *reader, LLVMValueRef instruction) {
    struct op *op = add(reader, instruction, OP_LOAD);
    op->size = size_of(reader, LLVMTypeOf(instruction));
    op->number = is_number(LLVMTypeOf(instruction));
    APPEND(&op->operands, operand_of(reader, LLVMGetOperand(instruction, 0)));
}

static void read_store(struct reader *reader, LLVMValueRef instruction) {
    LLVMValueRef value = LLVMGetOperand(instruction, 0);
    if (!can_point(LLVMTypeOf(value))) {
        return;
    }
    struct op *op = add(reader, instruction, OP_STORE);
    op->size = size_of(reader, LLVMTypeOf(value));
    op->number = is_number(LLVMTypeOf(value));
    APPEND(&op->operands, operand_of(reader, LLVMGetOperand(instruction, 1)));
    add_operand(reader, op, value);
}

static void read_object(struct reader *reader, LLVMValueRef instruction) {
    struct op *op = add(reader, instruction, OP_OBJECT);
    LLVMValueRef count = LLVMGetOperand(instruction, 0);
    if (LLVMIsAConstantInt(count) != nullptr) {
        op->size = size_of(reader, LLVMGetAllocatedType(instruction)) *
                   (uint32_t)LLVMConstIntGetZExtValue(count);
    }
}

static bool has_prefix(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

// If a copy's target (argument 0) or source (1) is known to be aligned to words.
static bool is_aligned(LLVMValueRef call, unsigned argument) {
    unsigned kind = LLVMGetEnumAttributeKindForName("align", strlen("align"));
    LLVMAttributeRef align = LLVMGetCallSiteEnumAttribute(call, argument + 1, kind);
    return align != nullptr && LLVMGetEnumAttributeValue(align) % POINTER_SIZE == 0;
}

// What is copied as bytes holds no pointers.
static void read_copy(struct reader *reader, LLVMValueRef call) {
    if (!is_aligned(call, 0) || !is_aligned(call, 1)) {
        return;
    }
    struct op *op = add(reader, call, OP_MEMORY);
    op->result = PROGRAM_NO_RESULT;
    LLVMValueRef size = LLVMGetOperand(call, 2);
    op->size = LLVMIsAConstantInt(size) != nullptr ? (uint32_t)LLVMConstIntGetZExtValue(size)
                                                   : PROGRAM_ANY_SIZE;
    APPEND(&op->operands, operand_of(reader, LLVMGetOperand(call, 0)));
    APPEND(&op->operands, operand_of(reader, LLVMGetOperand(call, 1)));
}

// What the compiler expands. Those that return a pointer, or a number that one may be held as, make
// it of their arguments.
static void read_intrinsic(struct reader *reader, LLVMValueRef call, const char *name) {
    if (has_prefix(name, "llvm.memcpy.") || has_prefix(name, "llvm.memmove.")) {
        read_copy(reader, call);
    } else if (numbering_of(&reader->values, key_of(call)) != NUMBERING_NONE) {
        struct op *op = add(reader, call, OP_SMEAR);
        for (unsigned i = 0; i < LLVMGetNumArgOperands(call); i++) {
            add_operand(reader, op, LLVMGetOperand(call, i));
        }
    }
}

static void read_call(struct reader *reader, LLVMValueRef call) {
    LLVMValueRef callee = LLVMGetCalledValue(call);
    if (LLVMIsAInlineAsm(callee) != nullptr) {
        (void)add(reader, call, OP_OTHER);
        return;
    }
    size_t length = 0;
    const char *name = LLVMIsAFunction(callee) != nullptr ? LLVMGetValueName2(callee, &length) : "";
    if (has_prefix(name, "llvm.")) {
        read_intrinsic(reader, call, name);
        return;
    }
    struct op *op = add(reader, call, OP_CALL);
    op->type = numbering_add(&reader->constants.types, key_of(LLVMGetCalledFunctionType(call)));
    APPEND(&op->operands, operand_of(reader, callee));
    for (unsigned i = 0; i < LLVMGetNumArgOperands(call); i++) {
        LLVMValueRef argument = LLVMGetOperand(call, i);
        struct op all = {};
        add_operand(reader, &all, argument);
        // A constant structure of several pointers, which a program does not write: the first one
        // would stand for all.
        if (all.operands.count > 1) {
            all.operands.item[0] = (struct operand){OPERAND_PLACE, PROGRAM_UNKNOWN, 0};
        }
        APPEND(&op->operands, all.operands.count == 0 ? (struct operand){} : all.operands.item[0]);
    }
}

static void read_instruction(struct reader *reader, LLVMValueRef instruction) {
    switch (LLVMGetInstructionOpcode(instruction)) {
    case LLVMPHI:
        read_phi(reader, instruction);
        return;
    case LLVMGetElementPtr:
        read_address(reader, instruction);
        return;
    case LLVMAdd:
        read_add(reader, instruction);
        return;
    case LLVMSub:
        read_subtraction(reader, instruction);
        return;
    case LLVMLoad:
        read_load(reader, instruction);
        return;
    case LLVMStore:
        read_store(reader, instruction);
        return;
    case LLVMAlloca:
        read_object(reader, instruction);
        return;
    case LLVMCall:
        read_call(reader, instruction);
        return;
    case LLVMRet:
        read_all(reader, instruction, OP_RETURN);
        return;
    case LLVMIntToPtr:
        read_all(reader, instruction, OP_NUMBER);
        return;
    case LLVMPtrToInt:
    case LLVMBitCast:
    case LLVMFreeze:
    case LLVMSelect:
    case LLVMExtractValue:
    case LLVMInsertValue:
        read_all(reader, instruction, OP_COPY);
        return;
    case LLVMICmp:
    case LLVMBr:
    case LLVMSwitch:
    case LLVMUnreachable:
        return;
    case LLVMAtomicRMW:
    case LLVMAtomicCmpXchg:
    case LLVMVAArg:
    case LLVMInvoke:
    case LLVMCallBr:
        (void)add(reader, instruction, OP_OTHER);
        return;
    default:
        // Arithmetic: it may align a pointer, or set a flag in it.
        if (numbering_of(&reader->values, key_of(instruction)) != NUMBERING_NONE) {
            read_all(reader, instruction, OP_SMEAR);
        }
        return;
    }
}

static void number_values(struct reader *reader, LLVMValueRef function) {
    reader->values = (struct numbering){};
    for (unsigned i = 0; i < LLVMCountParams(function); i++) {
        (void)numbering_add(&reader->values, key_of(LLVMGetParam(function, i)));
    }
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block != nullptr;
         block = LLVMGetNextBasicBlock(block)) {
        for (LLVMValueRef i = LLVMGetFirstInstruction(block); i != nullptr;
             i = LLVMGetNextInstruction(i)) {
            if (can_point(LLVMTypeOf(i))) {
                (void)numbering_add(&reader->values, key_of(i));
            }
        }
    }
    reader->function->value_count = reader->values.count;
}

static void read_function(struct reader *reader, LLVMValueRef function) {
    uint32_t object = numbering_of(&reader->constants.objects, key_of(function));
    reader->function =
        &reader->program->functions.item[reader->program->objects.item[object].function];
    unsigned noreturn = LLVMGetEnumAttributeKindForName("noreturn", strlen("noreturn"));
    reader->function->noreturn =
        LLVMGetEnumAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                    noreturn) != nullptr;
    reader->function->defined = !LLVMIsDeclaration(function);
    if (!reader->function->defined) {
        return;
    }
    unsigned length = 0;
    reader->function->file = LLVMGetDebugLocFilename(function, &length);
    if (reader->function->file != nullptr) {
        reader->function->line = LLVMGetDebugLocLine(function);
    }
    number_values(reader, function);
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block != nullptr;
         block = LLVMGetNextBasicBlock(block)) {
        for (LLVMValueRef i = LLVMGetFirstInstruction(block); i != nullptr;
             i = LLVMGetNextInstruction(i)) {
            read_instruction(reader, i);
        }
    }
}

static void read_module(struct program *program, LLVMModuleRef module) {
    program_init(program);
    struct reader reader = {.program = program};
    reader.constants.program = program;
    reader.constants.layout = LLVMGetModuleDataLayout(module);
    constants_read(&reader.constants, module);
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != nullptr; f = LLVMGetNextFunction(f)) {
        if (numbering_of(&reader.constants.objects, key_of(f)) != NUMBERING_NONE) {
            read_function(&reader, f);
        }
    }
}

bool module_read(struct program *program, const char *path) {
    LLVMMemoryBufferRef buffer;
    LLVMModuleRef module;
    char *message = nullptr;
    if (LLVMCreateMemoryBufferWithContentsOfFile(path, &buffer, &message) != 0) {
        fprintf(stderr, "stack: %s: %s\n", path, message);
        return false;
    }
    if (LLVMParseBitcode2(buffer, &module) != 0) {
        fprintf(stderr, "stack: %s is no bitcode\n", path);
        return false;
    }
    read_module(program, module);
    return true;
}
