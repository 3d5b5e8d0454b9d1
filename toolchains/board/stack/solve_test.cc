// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

extern "C" {
#include "toolchains/board/stack/solve.h"
}

namespace {

operand Value(uint32_t number) {
    return {OPERAND_VALUE, number, 0};
}

operand Place(uint32_t object, int32_t offset = 0) {
    return {OPERAND_PLACE, object, offset};
}

class Solve : public ::testing::Test {
  protected:
    Solve() { program_init(&program_); }

    uint32_t Object(const char *name, uint32_t size) {
        return program_add_object(&program_, name, size);
    }

    uint32_t Function(const char *name, uint32_t type, uint32_t parameters) {
        uint32_t object = program_add_function(&program_, name, type, parameters);
        At(object).defined = true;
        return object;
    }

    function &At(uint32_t object) {
        return program_.functions.item[program_.objects.item[object].function];
    }

    // Adds an operation; returns its result.
    uint32_t Add(uint32_t object, op_kind kind, std::vector<operand> operands, uint32_t size = 4,
                 int32_t offset = 0, uint32_t type = 0) {
        op *added = program_add_op(&At(object), kind);
        for (operand o : operands) {
            added->operands.item =
                static_cast<operand *>(grow_array(added->operands.item, &added->operands.capacity,
                                                  added->operands.count + 1, sizeof(operand)));
            added->operands.item[added->operands.count++] = o;
        }
        added->size = size;
        added->offset = offset;
        added->type = type;
        added->within = true;
        return added->result;
    }

    // The names of what the calls of a function lead to in all contexts; "?" is anything.
    std::set<std::string> Callees(uint32_t root, uint32_t caller) {
        uint32_t number = program_.objects.item[root].function;
        solve(&solver_, &program_, &number, 1);
        std::set<std::string> names;
        for (size_t n = 0; n < solver_.reached.count; n++) {
            uint32_t node = solver_.reached.item[n];
            if (solver_.nodes.item[node].function != program_.objects.item[caller].function) {
                continue;
            }
            function &f = At(caller);
            for (size_t i = 0; i < f.ops.count; i++) {
                if (f.ops.item[i].kind == OP_CALL) {
                    AddNames(node, &f.ops.item[i], &names);
                }
            }
        }
        return names;
    }

    program program_;
    solver solver_;

  private:
    void AddNames(uint32_t node, const op *call, std::set<std::string> *names) {
        set callees = {};
        set outside = {};
        if (solve_call(&solver_, node, call, &callees, &outside)) {
            names->insert("?");
        }
        for (size_t i = 0; i < callees.count; i++) {
            const struct node &callee = solver_.nodes.item[callees.item[i]];
            std::string name = program_.functions.item[callee.function].name;
            if (callee.context[0] < CONTEXT_MANY) {
                name += std::string("(") + places_name(&solver_.places, callee.context[0]) + ")";
            }
            names->insert(name);
        }
    }
};

TEST_F(Solve, FunctionStoredInAnObject) {
    uint32_t root = Function("root", 1, 0);
    uint32_t hook = Function("hook", 2, 0);
    uint32_t other = Function("other", 2, 0);
    uint32_t object = Object("object", 8);
    Add(root, OP_STORE, {Place(object, 4), Place(hook)});
    Add(root, OP_STORE, {Place(object, 0), Place(other)});
    uint32_t loaded = Add(root, OP_LOAD, {Place(object, 4)});
    Add(root, OP_CALL, {Value(loaded)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, root), std::set<std::string>{"hook"});
}

TEST_F(Solve, FunctionOfAnotherTypeIsNotCalled) {
    uint32_t root = Function("root", 1, 0);
    uint32_t hook = Function("hook", 3, 0);
    uint32_t object = Object("object", 4);
    Add(root, OP_STORE, {Place(object), Place(hook)});
    uint32_t loaded = Add(root, OP_LOAD, {Place(object)});
    Add(root, OP_CALL, {Value(loaded)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, root), std::set<std::string>{});
}

TEST_F(Solve, PointerMadeOfANumber) {
    uint32_t root = Function("root", 1, 0);
    uint32_t pointer = Add(root, OP_NUMBER, {});
    Add(root, OP_CALL, {Value(pointer)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, root), std::set<std::string>{"?"});
}

TEST_F(Solve, NumberMadeOfAPointer) {
    uint32_t root = Function("root", 1, 0);
    uint32_t hook = Function("hook", 2, 0);
    uint32_t number = Add(root, OP_COPY, {Place(hook)});
    uint32_t pointer = Add(root, OP_NUMBER, {Value(number)});
    Add(root, OP_CALL, {Value(pointer)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, root), std::set<std::string>{"hook"});
}

// A function that calls the operation of whatever port it is given: object->ops->send(object).
TEST_F(Solve, EachObjectHasItsOwnOperations) {
    uint32_t root = Function("root", 1, 0);
    uint32_t wrapper = Function("wrapper", 2, 1);
    uint32_t send_a = Function("send_a", 2, 1);
    uint32_t send_b = Function("send_b", 2, 1);
    uint32_t ops_a = Object("ops_a", 4);
    uint32_t ops_b = Object("ops_b", 4);
    uint32_t a = Object("a", 4);
    uint32_t b = Object("b", 4);
    Add(root, OP_STORE, {Place(ops_a), Place(send_a)});
    Add(root, OP_STORE, {Place(ops_b), Place(send_b)});
    Add(root, OP_STORE, {Place(a), Place(ops_a)});
    Add(root, OP_STORE, {Place(b), Place(ops_b)});
    uint32_t either = Add(root, OP_COPY, {Place(a), Place(b)});
    Add(root, OP_CALL, {Place(wrapper), Value(either)}, 4, 0, 2);
    uint32_t ops = Add(wrapper, OP_LOAD, {Value(0)});
    uint32_t send = Add(wrapper, OP_LOAD, {Value(ops)});
    Add(wrapper, OP_CALL, {Value(send), Value(0)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, wrapper), (std::set<std::string>{"send_a(a)", "send_b(b)"}));
    // Also where no wrapper tells them apart.
    uint32_t loaded = Add(root, OP_LOAD, {Value(either)});
    uint32_t operation = Add(root, OP_LOAD, {Value(loaded)});
    Add(root, OP_CALL, {Value(operation), Value(either)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, root),
              (std::set<std::string>{"send_a(a)", "send_b(b)", "wrapper(a)", "wrapper(b)"}));
}

// From a member to what it is in, as container_of() does.
TEST_F(Solve, MovesBackToTheContainer) {
    uint32_t root = Function("root", 1, 0);
    uint32_t callback = Function("callback", 2, 1);
    uint32_t hook = Function("hook", 3, 0);
    uint32_t device = Object("device", 16);
    Add(root, OP_STORE, {Place(device, 0), Place(hook)});
    Add(root, OP_CALL, {Place(callback), Place(device, 8)}, 4, 0, 2);
    uint32_t container = Add(callback, OP_MOVE, {Value(0)}, 4, -8);
    uint32_t loaded = Add(callback, OP_LOAD, {Value(container)});
    Add(callback, OP_CALL, {Value(loaded)}, 4, 0, 3);
    EXPECT_EQ(Callees(root, callback), std::set<std::string>{"hook"});
}

TEST_F(Solve, CopiesWords) {
    uint32_t root = Function("root", 1, 0);
    uint32_t hook = Function("hook", 2, 0);
    uint32_t other = Function("other", 2, 0);
    uint32_t from = Object("from", 8);
    uint32_t to = Object("to", 8);
    Add(root, OP_STORE, {Place(from, 0), Place(other)});
    Add(root, OP_STORE, {Place(from, 4), Place(hook)});
    Add(root, OP_MEMORY, {Place(to), Place(from)}, 8);
    uint32_t loaded = Add(root, OP_LOAD, {Place(to, 4)});
    Add(root, OP_CALL, {Value(loaded)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, root), std::set<std::string>{"hook"});
}

TEST_F(Solve, ConstantsAreNotWritten) {
    uint32_t root = Function("root", 1, 0);
    uint32_t hook = Function("hook", 2, 0);
    uint32_t object = Object("object", 4);
    program_.objects.item[object].constant = true;
    Add(root, OP_STORE, {Place(object), Place(hook)});
    uint32_t loaded = Add(root, OP_LOAD, {Place(object)});
    Add(root, OP_CALL, {Value(loaded)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, root), std::set<std::string>{});
}

TEST_F(Solve, RecursionEnds) {
    uint32_t root = Function("root", 1, 0);
    uint32_t self = Function("self", 2, 1);
    Add(root, OP_CALL, {Place(self)}, 4, 0, 2);
    uint32_t local = Add(self, OP_OBJECT, {}, 4);
    Add(self, OP_CALL, {Place(self), Value(local)}, 4, 0, 2);
    EXPECT_EQ(Callees(root, self), (std::set<std::string>{"self(self)"}));
}

} // namespace
