// SPDX-License-Identifier: Apache-2.0 OR MIT
// Runs a board's image in the emulator: lays out the applications, starts the emulator, and
// connects it to whoever asked. Linux.
#define _GNU_SOURCE // POSIX and its Linux additions.

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "toolchains/emulate/flash_image.h"
#include "toolchains/emulate/kernel_image.h"
#include "toolchains/emulate/options.h"
#include "toolchains/emulate/session.h"

enum { STATUS_USAGE = 2, STATUS_STUCK = 124 };

struct files {
    char directory[512];
    char apps[544];
    char script[544];
};

static bool write_file(const char *path, const void *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    bool written = file != NULL && fwrite(bytes, 1, size, file) == size;
    if (file != NULL && fclose(file) != 0) {
        written = false;
    }
    if (!written) {
        fprintf(stderr, "emulate: cannot write %s: %s\n", path, strerror(errno));
    }
    return written;
}

static bool write_script(const char *path, const struct options *o) {
    static char text[OPTIONS_LIST_MAX * (sizeof(struct scripted) + 16)];
    size_t used = 0;
    for (size_t i = 0; i < o->script_count; i++) {
        used += (size_t)snprintf(text + used, sizeof(text) - used, "%u %s\n",
                                 o->script[i].milliseconds, o->script[i].command);
    }
    return write_file(path, text, used);
}

static bool make_files(struct files *files, const struct options *o,
                       const struct flash_image *image) {
    const char *parent = getenv("TEST_TMPDIR");
    parent = parent != NULL ? parent : getenv("TMPDIR");
    snprintf(files->directory, sizeof(files->directory), "%s/detent-emulate-XXXXXX",
             parent != NULL ? parent : "/tmp");
    if (mkdtemp(files->directory) == NULL) {
        fprintf(stderr, "emulate: cannot make a temporary directory: %s\n", strerror(errno));
        return false;
    }
    snprintf(files->apps, sizeof(files->apps), "%s/apps.bin", files->directory);
    snprintf(files->script, sizeof(files->script), "%s/script", files->directory);
    return write_file(files->apps, image->bytes, image->size) && write_script(files->script, o);
}

static void remove_files(const struct files *files) {
    unlink(files->apps);
    unlink(files->script);
    rmdir(files->directory);
}

// Becomes the emulator. Only returns if that fails.
static void run_emulator(const struct options *o, const struct files *files, uint32_t app_flash,
                         int panel, int console) {
    char machine[640];
    char loader[640];
    char panel_device[64];
    char console_device[64];
    char gdb_device[640];
    snprintf(machine, sizeof(machine), "%s,panel=panel,script=%s%s", o->machine, files->script,
             o->strict ? ",strict=on" : "");
    snprintf(loader, sizeof(loader), "loader,file=%s,addr=0x%x,force-raw=on", files->apps,
             app_flash);
    snprintf(panel_device, sizeof(panel_device), "socket,id=panel,fd=%d", panel);
    snprintf(console_device, sizeof(console_device), "socket,id=console,fd=%d", console);
    const char *arguments[32] = {
        o->emulator,    "-M",      machine,           "-kernel",    o->kernel,
        "-device",      loader,    "-chardev",        panel_device, "-chardev",
        console_device, "-serial", "chardev:console", "-monitor",   "none",
        "-display",     "none",
    };
    size_t count = 17;
    if (o->icount) {
        // 2^5 ns an instruction: 31 million a second, about what a Cortex-M4 does at 48 MHz. A
        // person at the terminal sees time pass as it does; otherwise idle time is skipped.
        arguments[count++] = "-icount";
        arguments[count++] = isatty(STDIN_FILENO) ? "shift=5,sleep=on" : "shift=5,sleep=off";
    }
    if (o->plugin != NULL) {
        arguments[count++] = "-plugin";
        arguments[count++] = o->plugin;
    }
    if (o->gdb != NULL) {
        // Halted before the first instruction.
        snprintf(gdb_device, sizeof(gdb_device), "unix:%s,server=on,wait=off", o->gdb);
        arguments[count++] = "-S";
        arguments[count++] = "-gdb";
        arguments[count++] = gdb_device;
    }
    arguments[count] = NULL;
    prctl(PR_SET_PDEATHSIG, SIGKILL); // It ends with this program, whatever ends that.
    execv(o->emulator, (char *const *)(uintptr_t)arguments);
    fprintf(stderr, "emulate: cannot start %s: %s\n", o->emulator, strerror(errno));
}

static struct termios cooked;

static void make_cooked(void) {
    tcsetattr(STDIN_FILENO, TCSANOW, &cooked);
}

// Every key goes to the board, as it is typed. The terminal is as it was when the program ends.
static void make_raw(void) {
    struct termios raw;
    if (tcgetattr(STDIN_FILENO, &cooked) == 0) {
        raw = cooked;
        cfmakeraw(&raw);
        raw.c_oflag = cooked.c_oflag; // Applications end lines with a line feed alone.
        tcsetattr(STDIN_FILENO, TCSANOW, &raw);
        atexit(make_cooked);
    }
}

// Waits for the emulator, whose session has ended, and says how the program ends.
static int end(pid_t child, enum session_end how) {
    int status = 0;
    if (how == SESSION_DEADLINE) {
        fprintf(stderr, "emulate: the emulator did not end in time; killing it\n");
    }
    if (how != SESSION_CLOSED) {
        kill(child, SIGKILL);
    }
    if (waitpid(child, &status, 0) < 0) {
        perror("emulate");
        return 1;
    }
    switch (how) {
    case SESSION_QUIT:
        fprintf(stderr, "\r\nemulate: ended\r\n");
        return 0;
    case SESSION_DEADLINE:
        return STATUS_STUCK;
    default:
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
}

static int run(const struct options *o, const struct files *files, uint32_t app_flash) {
    bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    int panel[2];
    int console[2];
    int errors[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, panel) != 0 ||
        socketpair(AF_UNIX, SOCK_STREAM, 0, console) != 0 || pipe(errors) != 0) {
        perror("emulate: socketpair");
        return 1;
    }
    if (terminal) {
        fprintf(stderr, "emulate: %s starts. Press Ctrl-A and then X to end it.\n", o->machine);
    }
    pid_t child = fork();
    if (child < 0) {
        perror("emulate: fork");
        return 1;
    }
    if (child == 0) {
        close(panel[0]);
        close(console[0]);
        close(errors[0]);
        dup2(errors[1], STDERR_FILENO);
        close(errors[1]);
        run_emulator(o, files, app_flash, panel[1], console[1]);
        _exit(STATUS_USAGE);
    }
    close(panel[1]);
    close(console[1]);
    close(errors[1]);
    signal(SIGPIPE, SIG_IGN);
    if (terminal) {
        make_raw();
    }
    struct session session = {
        .console = console[0],
        .panel = panel[0],
        .errors = errors[0],
        .input = STDIN_FILENO,
        .output = STDOUT_FILENO,
        .terminal = terminal,
        .reports = o->leds || terminal,
    };
    // A frozen emulator must not freeze its caller: give it ten times the board's time, and a
    // minute.
    double deadline = o->timeout_seconds > 0 ? session_now() + 10 * o->timeout_seconds + 60 : 0;
    return end(child, session_run(&session, deadline));
}

// Paths that a person gives are relative to where they typed the command.
static void resolve(const char **path) {
    const char *directory = getenv("BUILD_WORKING_DIRECTORY");
    char *whole = NULL;
    if (directory != NULL && (*path)[0] != '/') {
        size_t size = strlen(directory) + strlen(*path) + 2;
        whole = malloc(size);
        if (whole != NULL) {
            snprintf(whole, size, "%s/%s", directory, *path);
            *path = whole; // Lives as long as the program.
        }
    }
}

int main(int argc, char **argv) {
    static struct options options;
    int parsed = options_parse(&options, argc, argv);
    if (parsed != 0) {
        return parsed > 0 ? 0 : STATUS_USAGE;
    }
    if (options.gdb != NULL) {
        setsid(); // A Ctrl-C at the terminal is for GDB alone.
    }
    for (size_t i = 0; i < options.app_count; i++) {
        resolve(&options.apps[i]);
    }
    struct flash_image image = {0};
    struct files files = {0};
    uint32_t end = 0;
    if (kernel_image_app_flash(options.kernel, &image.base, &end) != 0) {
        return STATUS_USAGE;
    }
    image.size = end - image.base;
    if (flash_image_build(&image, options.apps, options.app_count) != 0) {
        return STATUS_USAGE;
    }
    int status = make_files(&files, &options, &image) ? run(&options, &files, image.base) : 1;
    remove_files(&files);
    free(image.bytes);
    return status;
}
