/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The panel: how tests and people see LEDs and drive buttons and pins. A protocol of text lines,
 * described in ../README.md, on a chardev; and the same commands from a script with times.
 */
#include "sam4l.h"

#include "boards.h"
#include "qemu/error-report.h"
#include "sysemu/runstate.h"

enum { LINE_SIZE = 1024 };

struct script_line {
    struct script_line *next;
    int64_t ns;
    unsigned number;
    char *text;
};

struct panel {
    struct sam4l *soc;
    CharBackend chr;
    bool has_chr, quitting;
    char line[LINE_SIZE];
    size_t length;
    bool watched[SAM4L_PINS];
    int wired[SAM4L_PINS]; /* which pin follows this one; -1: none */
    bool lit[BOARD_MAX_LEDS];
    struct script_line *script;
    QEMUTimer *script_timer, *quit_timer;
};

static void G_GNUC_PRINTF(2, 3) say(struct panel *panel, const char *format, ...) {
    g_autofree char *body = NULL, *line = NULL;
    va_list arguments;

    if (!panel->has_chr) {
        return;
    }
    va_start(arguments, format);
    body = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    line = g_strdup_printf("t=%" PRId64 " %s\n", sam4l_now() / SCALE_US, body);
    qemu_chr_fe_write_all(&panel->chr, (const uint8_t *)line, strlen(line));
}

static void pin_changed(void *opaque, unsigned pin) {
    struct panel *panel = opaque;
    struct gpio *gpio = panel->soc->gpio;
    const struct board_pin *leds = panel->soc->board->leds;

    for (unsigned i = 0; leds[i].name; i++) {
        bool lit =
            gpio_driven(gpio, leds[i].pin) && gpio_level(gpio, leds[i].pin) != leds[i].active_low;
        if (leds[i].pin == pin && lit != panel->lit[i]) {
            panel->lit[i] = lit;
            say(panel, "led %u %s", i, lit ? "on" : "off");
        }
    }
    if (panel->wired[pin] >= 0) {
        gpio_drive(gpio, panel->wired[pin], gpio_level(gpio, pin) ? DRIVE_HIGH : DRIVE_LOW);
    }
    if (panel->watched[pin]) {
        say(panel, "pin P%c%02u %d", 'A' + pin / 32, pin % 32, gpio_level(gpio, pin));
    }
}

static void quit_now(void *opaque) {
    qemu_system_shutdown_request(SHUTDOWN_CAUSE_HOST_QMP_QUIT);
}

static const char *do_button(struct panel *panel, unsigned index, const char *action) {
    const struct board_pin *buttons = panel->soc->board->buttons;

    for (unsigned i = 0; i <= index; i++) {
        if (i >= BOARD_MAX_BUTTONS || !buttons[i].name) {
            return "no such button";
        }
    }
    if (!strcmp(action, "press")) {
        gpio_drive(panel->soc->gpio, buttons[index].pin,
                   buttons[index].active_low ? DRIVE_LOW : DRIVE_HIGH);
    } else if (!strcmp(action, "release")) {
        gpio_drive(panel->soc->gpio, buttons[index].pin, DRIVE_NONE);
    } else {
        return "button INDEX press|release";
    }
    return NULL;
}

static const char *do_pin(struct panel *panel, const char *name, const char *value) {
    int pin = gpio_parse_pin(name);

    if (pin < 0) {
        return "no such pin";
    }
    switch (value[0]) {
    case '0':
        gpio_drive(panel->soc->gpio, pin, DRIVE_LOW);
        return NULL;
    case '1':
        gpio_drive(panel->soc->gpio, pin, DRIVE_HIGH);
        return NULL;
    case 'z':
        gpio_drive(panel->soc->gpio, pin, DRIVE_NONE);
        return NULL;
    default:
        return "pin NAME 0|1|z";
    }
}

static const char *do_watch(struct panel *panel, const char *name) {
    int pin = gpio_parse_pin(name);

    if (pin < 0) {
        return "no such pin";
    }
    panel->watched[pin] = true;
    pin_changed(panel, pin);
    return NULL;
}

static const char *do_wire(struct panel *panel, const char *from, const char *to) {
    int source = gpio_parse_pin(from), sink = gpio_parse_pin(to);

    if (source < 0 || sink < 0 || source == sink) {
        return "no such pins";
    }
    panel->wired[source] = sink;
    pin_changed(panel, source);
    return NULL;
}

static const char *do_type(struct panel *panel, const char *text) {
    g_autofree char *bytes = g_strcompress(text);
    usart_type(panel->soc->usart[panel->soc->board->console], (const uint8_t *)bytes,
               strlen(bytes));
    return NULL;
}

/* Runs a command; null, or what is wrong with it. */
static const char *execute(struct panel *panel, const char *line) {
    char a[32] = "", b[32] = "";
    unsigned index, value;

    if (sscanf(line, "button %u %31s", &index, b) == 2) {
        return do_button(panel, index, b);
    }
    if (sscanf(line, "pin %31s %31s", a, b) == 2) {
        return do_pin(panel, a, b);
    }
    if (sscanf(line, "wire %31s %31s", a, b) == 2) {
        return do_wire(panel, a, b);
    }
    if (sscanf(line, "watch %31s", a) == 1) {
        return do_watch(panel, a);
    }
    if (sscanf(line, "adc %u %u", &index, &value) == 2) {
        return adcife_set_input(panel->soc->adcife, index, value) ? NULL : "adc CHANNEL 0..4095";
    }
    if (g_str_has_prefix(line, "type ")) {
        return do_type(panel, line + 5);
    }
    if (!strcmp(line, "quit")) {
        quit_now(panel);
        return NULL;
    }
    return "no such command";
}

static void take_line(struct panel *panel) {
    const char *error;

    panel->line[panel->length] = '\0';
    g_strchomp(panel->line);
    panel->length = 0;
    if (panel->line[0] == '\0') {
        return;
    }
    error = execute(panel, panel->line);
    if (error) {
        say(panel, "error %s: %s", error, panel->line);
    }
}

static int chr_room(void *opaque) {
    return LINE_SIZE;
}

static void chr_receive(void *opaque, const uint8_t *bytes, int count) {
    struct panel *panel = opaque;

    for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n') {
            sam4l_hold_time();
            take_line(panel);
            sam4l_release_time();
        } else if (panel->length < LINE_SIZE - 1) {
            panel->line[panel->length++] = bytes[i];
        }
    }
}

static void next_script_line(struct panel *panel) {
    if (panel->script) {
        timer_mod(panel->script_timer, panel->script->ns);
    }
}

static void run_script(void *opaque) {
    struct panel *panel = opaque;
    int64_t now = sam4l_now();

    while (panel->script && panel->script->ns <= now) {
        struct script_line *line = panel->script;
        const char *error = execute(panel, line->text);
        if (error) {
            error_report("%s:%u: %s: %s", panel->soc->options.script, line->number, error,
                         line->text);
            exit(1);
        }
        panel->script = line->next;
        g_free(line->text);
        g_free(line);
    }
    next_script_line(panel);
}

/* Lines in order of time; equal times in the file's order. */
static void insert(struct panel *panel, struct script_line *line) {
    struct script_line **at = &panel->script;

    while (*at && (*at)->ns <= line->ns) {
        at = &(*at)->next;
    }
    line->next = *at;
    *at = line;
}

static void load_script(struct panel *panel, const char *path) {
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    g_autoptr(GError) error = NULL;

    if (!g_file_get_contents(path, &text, NULL, &error)) {
        error_report("%s", error->message);
        exit(1);
    }
    lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i]; i++) {
        char *command, *line = g_strchug(lines[i]);
        double ms = g_ascii_strtod(line, &command);
        struct script_line *entry;

        if (line[0] == '\0' || line[0] == '#') {
            continue;
        }
        if (command == line || ms < 0) {
            error_report("%s:%u: expected a time in ms and a command", path, i + 1);
            exit(1);
        }
        entry = g_new0(struct script_line, 1);
        entry->ns = (int64_t)(ms * SCALE_MS);
        entry->number = i + 1;
        entry->text = g_strdup(g_strchug(command));
        insert(panel, entry);
    }
}

struct panel *panel_new(struct sam4l *soc) {
    struct panel *panel = g_new0(struct panel, 1);
    const struct board_pin *buttons = soc->board->buttons;

    panel->soc = soc;
    for (unsigned i = 0; i < SAM4L_PINS; i++) {
        panel->wired[i] = -1;
    }
    panel->script_timer = sam4l_timer(run_script, panel);
    for (unsigned i = 0; i < BOARD_MAX_BUTTONS && buttons[i].name; i++) {
        gpio_board_pull(soc->gpio, buttons[i].pin, buttons[i].active_low ? DRIVE_HIGH : DRIVE_LOW);
    }
    return panel;
}

void panel_start(struct panel *panel) {
    struct sam4l *soc = panel->soc;
    Chardev *chr;

    if (soc->options.panel) {
        chr = qemu_chr_find(soc->options.panel);
        if (!chr) {
            error_report("panel: there is no chardev '%s'", soc->options.panel);
            exit(1);
        }
        qemu_chr_fe_init(&panel->chr, chr, &error_fatal);
        qemu_chr_fe_set_handlers(&panel->chr, chr_room, chr_receive, NULL, NULL, panel, NULL, true);
        panel->has_chr = true;
    }
    gpio_watch(soc->gpio, pin_changed, panel);
    if (soc->options.script) {
        load_script(panel, soc->options.script);
        next_script_line(panel);
    }
}
