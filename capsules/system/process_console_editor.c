// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/system/process_console_editor.h"

enum : uint8_t {
    KEY_HOME = 0x01,
    KEY_LEAVE = 0x03,
    KEY_END = 0x05,
    KEY_BACKSPACE = 0x08,
    KEY_LINE_FEED = 0x0a,
    KEY_RETURN = 0x0d,
    KEY_CLEAR = 0x15,
    KEY_ESCAPE = 0x1b,
    KEY_RUBOUT = 0x7f,
};

static const char *const bell = "\a";

void process_console_prompt(struct process_console *console) {
    write_string(&console->writer, "detent$ ");
}

static void write_control(struct process_console *console, uint32_t count, const char *final) {
    if (count > 0) {
        write_string(&console->writer, "\x1b[");
        write_u32(&console->writer, count);
        write_string(&console->writer, final);
    }
}

static void move_to(struct process_console *console, uint32_t position) {
    if (position < console->cursor) {
        write_control(console, console->cursor - position, "D");
    } else {
        write_control(console, position - console->cursor, "C");
    }
    console->cursor = position;
}

// Shows the line anew from the cursor on, with the cursor where it is.
static void redraw(struct process_console *console) {
    uint32_t rest = console->memory->line.length - console->cursor;
    write_bytes(&console->writer,
                slice_part(SLICE(console->memory->line.text), console->cursor, rest));
    write_string(&console->writer, "\x1b[K");
    write_control(console, rest, "D");
}

// Replaces the whole line; the cursor stands at its end.
static void show(struct process_console *console, const struct process_console_line *line) {
    move_to(console, 0);
    console->memory->line.length = (uint32_t)slice_copy(
        SLICE_MUT(console->memory->line.text), slice_part(SLICE(line->text), 0, line->length));
    redraw(console);
    move_to(console, console->memory->line.length);
}

static void recall(struct process_console *console, uint32_t number) {
    static const struct process_console_line empty = {.length = 0};
    if (number > console->history_count) {
        write_string(&console->writer, bell);
        return;
    }
    console->recalled = number;
    show(console, number == 0 ? &empty : array_at(console->memory->history, number - 1));
}

static void insert(struct process_console *console, uint8_t key) {
    struct process_console_line *line = &console->memory->line;
    if (line->length == PROCESS_CONSOLE_LINE) {
        write_string(&console->writer, bell);
        return;
    }
    uint32_t rest = line->length - console->cursor;
    (void)slice_copy(slice_mut_part(SLICE_MUT(line->text), console->cursor + 1, rest),
                     slice_part(SLICE(line->text), console->cursor, rest));
    line->text[console->cursor] = key;
    line->length++;
    write_bytes(&console->writer, slice_part(SLICE(line->text), console->cursor, 1));
    console->cursor++;
    if (rest > 0) {
        redraw(console);
    }
}

// Removes the character at the cursor.
static void remove_key(struct process_console *console) {
    struct process_console_line *line = &console->memory->line;
    if (console->cursor == line->length) {
        return;
    }
    uint32_t rest = line->length - console->cursor - 1;
    (void)slice_copy(slice_mut_part(SLICE_MUT(line->text), console->cursor, rest),
                     slice_part(SLICE(line->text), console->cursor + 1, rest));
    line->length--;
    redraw(console);
}

static void back(struct process_console *console) {
    if (console->cursor > 0) {
        move_to(console, console->cursor - 1);
        remove_key(console);
    }
}

static bool plain_key(struct process_console *console, uint8_t key) {
    bool after_return = console->after_return;
    console->after_return = key == KEY_RETURN;
    switch (key) {
    case KEY_LINE_FEED:
        if (after_return) {
            return false;
        }
        [[fallthrough]];
    case KEY_RETURN:
        move_to(console, console->memory->line.length);
        write_string(&console->writer, "\r\n");
        return true;
    case KEY_LEAVE:
        write_string(&console->writer, "^C\r\n");
        console->memory->line.length = 0;
        return true;
    case KEY_HOME:
        move_to(console, 0);
        return false;
    case KEY_END:
        move_to(console, console->memory->line.length);
        return false;
    case KEY_BACKSPACE:
    case KEY_RUBOUT:
        back(console);
        return false;
    case KEY_CLEAR:
        recall(console, 0);
        return false;
    case KEY_ESCAPE:
        console->keys = PROCESS_CONSOLE_ESCAPE;
        return false;
    default:
        if (key >= ' ' && key < KEY_RUBOUT) {
            insert(console, key);
        }
        return false;
    }
}

// ESC [ number ~
static void numbered_key(struct process_console *console) {
    switch (console->key_number) {
    case 1:
    case 7:
        move_to(console, 0);
        break;
    case 4:
    case 8:
        move_to(console, console->memory->line.length);
        break;
    case 3:
        remove_key(console);
        break;
    default:
        break;
    }
}

// The last byte of a sequence.
static void final_key(struct process_console *console, uint8_t key) {
    switch (key) {
    case 'A':
        recall(console, console->recalled + 1);
        break;
    case 'B':
        recall(console, console->recalled > 0 ? console->recalled - 1 : 0);
        break;
    case 'C':
        move_to(console,
                console->cursor + (console->cursor < console->memory->line.length ? 1 : 0));
        break;
    case 'D':
        move_to(console, console->cursor - (console->cursor > 0 ? 1 : 0));
        break;
    case 'H':
        move_to(console, 0);
        break;
    case 'F':
        move_to(console, console->memory->line.length);
        break;
    case '~':
        numbered_key(console);
        break;
    default:
        break;
    }
}

static void sequence_key(struct process_console *console, uint8_t key) {
    enum : uint32_t { NUMBER_MOST = 100 };
    if (key >= '0' && key <= '9') {
        uint32_t number = console->key_number * 10 + key - '0';
        console->key_number = number < NUMBER_MOST ? number : NUMBER_MOST;
    } else if (key >= '@' && key <= '~') {
        console->keys = PROCESS_CONSOLE_PLAIN;
        final_key(console, key);
    }
}

bool process_console_edit(struct process_console *console, uint8_t key) {
    if (key < ' ') {
        console->keys = PROCESS_CONSOLE_PLAIN; // Control characters end a sequence.
    }
    switch (console->keys) {
    case PROCESS_CONSOLE_ESCAPE:
        console->keys = key == '[' || key == 'O' ? PROCESS_CONSOLE_SEQUENCE : PROCESS_CONSOLE_PLAIN;
        console->key_number = 0;
        return false;
    case PROCESS_CONSOLE_SEQUENCE:
        sequence_key(console, key);
        return false;
    case PROCESS_CONSOLE_PLAIN:
        break;
    }
    return plain_key(console, key);
}

// Whether the line is the newest of the history.
static bool is_newest(const struct process_console *console) {
    const struct process_console_line *newest = array_at(console->memory->history, 0);
    const struct process_console_line *line = &console->memory->line;
    return console->history_count > 0 &&
           slice_equal(slice_part(SLICE(newest->text), 0, newest->length),
                       slice_part(SLICE(line->text), 0, line->length));
}

void process_console_begin_line(struct process_console *console) {
    if (console->memory->line.length > 0 && !is_newest(console)) {
        for (uint32_t i = PROCESS_CONSOLE_HISTORY - 1; i > 0; i--) {
            *array_at(console->memory->history, i) = *array_at(console->memory->history, i - 1);
        }
        *array_at(console->memory->history, 0) = console->memory->line;
        if (console->history_count < PROCESS_CONSOLE_HISTORY) {
            console->history_count++;
        }
    }
    console->memory->line.length = 0;
    console->cursor = 0;
    console->recalled = 0;
}
