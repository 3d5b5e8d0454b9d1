// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "capsules/system/process_console_commands.h"

#include "kernel/process/info.h"
#include "kernel/process/management.h"

enum : uint32_t {
    HELP,
    LIST,
    STATUS,
    PROCESS,
    STOP,
    START,
    TERMINATE,
    BOOT,
    FAULT,
    KERNEL,
    RESET,
    PANIC,
    COMMANDS,
};

struct process_console_command {
    const char *name;
    const char *help;
    bool takes_process;
};

static const struct process_console_command commands[COMMANDS] = {
    [HELP] = {"help", "this list", false},
    [LIST] = {"list", "all processes", false},
    [STATUS] = {"status", "counts processes", false},
    [PROCESS] = {"process", "all about it", true},
    [STOP] = {"stop", "stops it until started", true},
    [START] = {"start", "lets it run on", true},
    [TERMINATE] = {"terminate", "ends it", true},
    [BOOT] = {"boot", "starts it afresh", true},
    [FAULT] = {"fault", "makes it fault", true},
    [KERNEL] = {"kernel", "version and memory", false},
    [RESET] = {"reset", "resets the chip", false},
    [PANIC] = {"panic", "ends all with a report", false},
};

bool process_console_write_help(struct writer *writer, uint32_t row) {
    if (row >= COMMANDS) {
        return false;
    }
    const struct process_console_command *command = array_at(commands, row);
    write_string(writer, "  ");
    write_padded(writer, slice_from_string(command->name), 10);
    write_string(writer, command->takes_process ? "N|NAME  " : "        ");
    write_string(writer, command->help);
    write_string(writer, "\r\n");
    return true;
}

// A part of the line.
struct process_console_word {
    uint32_t start;
    uint32_t length;
};

// The command, and what stands behind it without the spaces around it.
struct process_console_words {
    struct process_console_word command;
    struct process_console_word argument;
};

static uint32_t skip(const struct process_console_line *line, uint32_t at, bool spaces) {
    while (at < line->length && (line->text[at] == ' ') == spaces) {
        at++;
    }
    return at;
}

static struct process_console_words words_of(const struct process_console_line *line) {
    uint32_t start = skip(line, 0, true);
    uint32_t end = skip(line, start, false);
    uint32_t argument = skip(line, end, true);
    uint32_t argument_end = line->length;
    while (argument_end > argument && line->text[argument_end - 1] == ' ') {
        argument_end--;
    }
    struct process_console_words words = {
        .command = {start, end - start},
        .argument = {argument, argument_end - argument},
    };
    return words;
}

// The number that text is, if it is one below limit; else limit.
static uint32_t number_of(struct slice text, uint32_t limit) {
    uint32_t number = 0;
    for (size_t i = 0; i < text.length; i++) {
        uint8_t digit = slice_get(text, i);
        if (digit < '0' || digit > '9') {
            return limit;
        }
        number = number * 10 + digit - '0';
        if (number >= limit) {
            return limit;
        }
    }
    return text.length > 0 ? number : limit;
}

static void write_about(struct process_console *console, const char *before,
                        struct process_console_word what, const char *after) {
    write_string(&console->writer, before);
    write_bytes(&console->writer,
                slice_part(SLICE(console->memory->line.text), what.start, what.length));
    write_string(&console->writer, after);
}

// The process that the line names, by name or number; none if there is none, or more than one: then
// that is said.
static struct process_id find(struct process_console *console,
                              struct process_console_word argument) {
    const struct process_management_capability *right = console->management;
    struct slice text =
        slice_part(SLICE(console->memory->line.text), argument.start, argument.length);
    uint32_t slots = process_info_slots(right);
    uint32_t slot = process_info_find_name(text, 0, right);
    bool found = slot < slots;
    bool again = found && process_info_find_name(text, slot + 1, right) < slots;
    struct process_info info = process_info_in_slot(found ? slot : number_of(text, slots), right);
    if (again) {
        write_about(console, "More than one is called '", argument, "': use its number\r\n");
        return process_id_none();
    }
    if (process_id_is_none(info.id)) {
        write_about(console, "No process '", argument, "'; try list\r\n");
    }
    return info.id;
}

static enum errorcode manage(struct process_console *console, uint32_t command,
                             struct process_id id, bool live) {
    switch (command) {
    case STOP:
        return process_stop(id, console->management);
    case START:
        return process_resume(id, console->management);
    case TERMINATE:
        return process_terminate(id, console->management);
    case BOOT:
        return live ? E_ALREADY : process_start_again(id, console->management);
    default:
        return process_make_fault(id, console->management);
    }
}

static const char *outcome(uint32_t command, enum errorcode error) {
    static const char *const done[] = {
        [STOP - STOP] = " is stopped",         [START - STOP] = " runs on",
        [TERMINATE - STOP] = " is terminated", [BOOT - STOP] = " is booted",
        [FAULT - STOP] = " has faulted",
    };
    static const char *const already[] = {
        [STOP - STOP] = " is stopped already, or has ended",
        [START - STOP] = " is not stopped",
        [TERMINATE - STOP] = " has ended already",
        [BOOT - STOP] = " has not ended: terminate it first",
        [FAULT - STOP] = " has ended already",
    };
    if (error == E_OK) {
        return done[command - STOP];
    }
    return error == E_ALREADY ? already[command - STOP] : " is busy: try again";
}

static void run_on_process(struct process_console *console, uint32_t command,
                           const struct process_console_words *words) {
    if (words->argument.length == 0) {
        write_about(console, "Which process? ", words->command, " N|NAME\r\n");
        return;
    }
    struct process_id id = find(console, words->argument);
    if (process_id_is_none(id)) {
        return;
    }
    if (command == PROCESS) {
        console->answer = PROCESS_CONSOLE_PROCESS;
        console->row = 0;
        console->subject = id;
        return;
    }
    struct process_info info = process_info_in_slot(id.value & 0xff, console->management);
    process_info_write_name(id, &console->writer, 0, console->management);
    write_string(&console->writer, outcome(command, manage(console, command, id, info.live)));
    write_string(&console->writer, "\r\n");
}

static void run_plain(struct process_console *console, uint32_t command,
                      const struct process_console_words *words) {
    static const enum process_console_answer answers[COMMANDS] = {
        [HELP] = PROCESS_CONSOLE_HELP,
        [LIST] = PROCESS_CONSOLE_LIST,
        [STATUS] = PROCESS_CONSOLE_STATUS,
        [KERNEL] = PROCESS_CONSOLE_KERNEL,
    };
    if (words->argument.length > 0) {
        write_about(console, "", words->command, " stands alone\r\n");
        return;
    }
    console->answer = answers[command];
    console->row = 0;
    if (command == RESET) {
        console->host->ops->reset(console->host);
    } else if (command == PANIC) {
        console->host->ops->panic(console->host);
    }
}

// The command with this name; COMMANDS if there is none.
static uint32_t command_named(struct slice name) {
    uint32_t command = 0;
    while (command < COMMANDS &&
           !slice_equal(name, slice_from_string(array_at(commands, command)->name))) {
        command++;
    }
    return command;
}

void process_console_run(struct process_console *console) {
    struct process_console_words words = words_of(&console->memory->line);
    if (words.command.length == 0) {
        return;
    }
    uint32_t command = command_named(
        slice_part(SLICE(console->memory->line.text), words.command.start, words.command.length));
    if (command == COMMANDS) {
        write_about(console, "No such command: '", words.command, "'; try help\r\n");
    } else if (array_at(commands, command)->takes_process) {
        run_on_process(console, command, &words);
    } else {
        run_plain(console, command, &words);
    }
}
