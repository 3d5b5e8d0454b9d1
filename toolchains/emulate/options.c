// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "toolchains/emulate/options.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char USAGE[] =
    "Boots the board's kernel in the emulator, with applications beside it.\n"
    "\n"
    "  --app FILE.tbf       an application to put into flash; may be given several times\n"
    "                       (default: the board's own selection)\n"
    "  --no-apps            leave the application flash erased\n"
    "  --timeout SECONDS    end after this much time on the board's clock, with status 0\n"
    "  --icount             let time follow the instructions executed: every run is the same\n"
    "  --button N[@S]       press button N for 0.1 s, S (default 1) seconds after the start\n"
    "  --type S:TEXT        type TEXT (with \\n, \\r) on the console, S seconds after the start\n"
    "  --leds               report LED changes on stderr (default in a terminal)\n"
    "  --strict             end with status 3 when the kernel uses what the emulator lacks\n"
    "  --plugin FILE[,K=V]  load a plugin into the emulator, with its options\n"
    "\n"
    "The console is on stdin and stdout, diagnostics on stderr.\n";

static bool add_script(struct options *o, double seconds, const char *format, const char *text) {
    if (o->script_count == OPTIONS_LIST_MAX || seconds < 0 || seconds > 4e6) {
        fprintf(stderr, "emulate: too many scripted events, or a time out of range\n");
        return false;
    }
    struct scripted *s = &o->script[o->script_count++];
    s->milliseconds = (uint32_t)lround(seconds * 1000);
    int length = snprintf(s->command, sizeof(s->command), format, text);
    if (length < 0 || (size_t)length >= sizeof(s->command)) {
        fprintf(stderr, "emulate: scripted text is too long\n");
        return false;
    }
    return true;
}

static bool parse_number(const char *option, const char *text, double *value) {
    char *end = NULL;
    errno = 0;
    *value = text == NULL ? 0 : strtod(text, &end);
    if (text == NULL || end == text || *end != '\0' || errno != 0 || !(*value >= 0)) {
        fprintf(stderr, "emulate: %s needs a number of at least 0, not \"%s\"\n", option,
                text == NULL ? "" : text);
        return false;
    }
    return true;
}

static bool parse_button(struct options *o, const char *text) {
    char number[8] = "";
    double at = 1;
    const char *where = strchr(text, '@');
    size_t digits = where == NULL ? strlen(text) : (size_t)(where - text);
    if (digits == 0 || digits >= sizeof(number) || strspn(text, "0123456789") != digits) {
        fprintf(stderr, "emulate: --button needs N or N@SECONDS, not \"%s\"\n", text);
        return false;
    }
    memcpy(number, text, digits);
    if (where != NULL && !parse_number("--button", where + 1, &at)) {
        return false;
    }
    return add_script(o, at, "button %s press", number) &&
           add_script(o, at + 0.1, "button %s release", number);
}

static bool parse_type(struct options *o, const char *text) {
    const char *colon = strchr(text, ':');
    char seconds[32] = "";
    double at = 0;
    if (colon == NULL || (size_t)(colon - text) >= sizeof(seconds)) {
        fprintf(stderr, "emulate: --type needs SECONDS:TEXT, not \"%s\"\n", text);
        return false;
    }
    memcpy(seconds, text, (size_t)(colon - text));
    return parse_number("--type", seconds, &at) && add_script(o, at, "type %s", colon + 1);
}

// Options of the emulate rule's own command line. Returns -1 if option is none of them, else
// success.
static int parse_rule_option(struct options *o, const char *option, const char *value) {
    const struct {
        const char *name;
        const char **text;
    } known[] = {
        {"--emulator", &o->emulator}, {"--machine", &o->machine}, {"--kernel", &o->kernel},
        {"--gdb", &o->gdb},           {"--plugin", &o->plugin},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(option, known[i].name) == 0) {
            *known[i].text = value;
            return value != NULL;
        }
    }
    return -1;
}

static bool parse_user_option(struct options *o, const char *option, const char *value,
                              bool *default_apps) {
    if (strcmp(option, "--timeout") == 0) {
        return parse_number(option, value, &o->timeout_seconds);
    }
    if (value == NULL) {
        fprintf(stderr, "emulate: unknown option, or one that needs a value: %s (try --help)\n",
                option);
        return false;
    }
    if (strcmp(option, "--button") == 0) {
        return parse_button(o, value);
    }
    if (strcmp(option, "--type") == 0) {
        return parse_type(o, value);
    }
    bool by_default = strcmp(option, "--default-app") == 0;
    if (by_default || strcmp(option, "--app") == 0) {
        if (!by_default && *default_apps) {
            *default_apps = false;
            o->app_count = 0;
        }
        if (o->app_count == OPTIONS_LIST_MAX) {
            fprintf(stderr, "emulate: at most %d applications\n", OPTIONS_LIST_MAX);
            return false;
        }
        o->apps[o->app_count++] = value;
        return true;
    }
    fprintf(stderr, "emulate: unknown option %s (try --help)\n", option);
    return false;
}

static int by_time(const void *a, const void *b) {
    const struct scripted *x = a;
    const struct scripted *y = b;
    return x->milliseconds < y->milliseconds ? -1 : x->milliseconds > y->milliseconds ? 1 : 0;
}

int options_parse(struct options *o, int argc, char **argv) {
    bool default_apps = true;
    for (int i = 1; i < argc; i++) {
        const char *option = argv[i];
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strcmp(option, "--help") == 0) {
            fputs(USAGE, stdout);
            return 1;
        }
        if (strcmp(option, "--icount") == 0) {
            o->icount = true;
        } else if (strcmp(option, "--leds") == 0) {
            o->leds = true;
        } else if (strcmp(option, "--strict") == 0) {
            o->strict = true;
        } else if (strcmp(option, "--no-apps") == 0) {
            default_apps = false;
            o->app_count = 0;
        } else {
            int known = parse_rule_option(o, option, value);
            if (known == 0 || (known < 0 && !parse_user_option(o, option, value, &default_apps))) {
                return -1;
            }
            i++;
        }
    }
    if (o->emulator == NULL || o->machine == NULL || o->kernel == NULL) {
        fprintf(stderr, "emulate: started without its rule's arguments; use bazel run\n");
        return -1;
    }
    if (o->timeout_seconds > 0 && !add_script(o, o->timeout_seconds, "quit%s", "")) {
        return -1;
    }
    qsort(o->script, o->script_count, sizeof(o->script[0]), by_time);
    return 0;
}
