/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The machine types imix and hail, and their options:
 *
 *     -M imix,panel=CHARDEV  pins, buttons and LEDs as lines of text (panel.c)
 *     -M imix,script=FILE    the same commands at given virtual times
 *     -M imix,strict=on      end with status 3 at the first unimplemented access
 *     -M imix,seed=N         seed of the TRNG (default: fixed with -icount, random without)
 *     -M imix,osc0=HZ        another crystal than the board's, for another board's firmware
 *     -M imix,broken-osc0=on  the crystal never oscillates
 *     -M imix,busy-bootloader=on  the bootloader leaves the processor as it used it (load.c)
 */
#include "sam4l.h"

#include "boards.h"
#include "hw/boards.h"
#include "qapi/visitor.h"
#include "sysemu/cpu-timers.h"

#define TYPE_SAM4L_MACHINE "sam4l-machine"
OBJECT_DECLARE_TYPE(SAM4LMachine, SAM4LMachineClass, SAM4L_MACHINE)

struct SAM4LMachine {
    MachineState parent;
    struct sam4l soc;
};

struct SAM4LMachineClass {
    MachineClass parent;
    const struct board *board;
};

static void machine_init(MachineState *machine) {
    SAM4LMachine *m = SAM4L_MACHINE(machine);

    m->soc.board = SAM4L_MACHINE_GET_CLASS(machine)->board;
    sam4l_init(&m->soc, OBJECT(machine), machine->kernel_filename);
    panel_start(m->soc.panel);
}

static char *get_panel(Object *obj, Error **errp) {
    return g_strdup(SAM4L_MACHINE(obj)->soc.options.panel);
}

static void set_panel(Object *obj, const char *value, Error **errp) {
    SAM4L_MACHINE(obj)->soc.options.panel = g_strdup(value);
}

static char *get_script(Object *obj, Error **errp) {
    return g_strdup(SAM4L_MACHINE(obj)->soc.options.script);
}

static void set_script(Object *obj, const char *value, Error **errp) {
    SAM4L_MACHINE(obj)->soc.options.script = g_strdup(value);
}

static bool get_strict(Object *obj, Error **errp) {
    return SAM4L_MACHINE(obj)->soc.options.strict;
}

static void set_strict(Object *obj, bool value, Error **errp) {
    SAM4L_MACHINE(obj)->soc.options.strict = value;
}

static bool get_broken_osc0(Object *obj, Error **errp) {
    return SAM4L_MACHINE(obj)->soc.options.broken_osc0;
}

static void set_broken_osc0(Object *obj, bool value, Error **errp) {
    SAM4L_MACHINE(obj)->soc.options.broken_osc0 = value;
}

static bool get_busy_bootloader(Object *obj, Error **errp) {
    return SAM4L_MACHINE(obj)->soc.options.busy_bootloader;
}

static void set_busy_bootloader(Object *obj, bool value, Error **errp) {
    SAM4L_MACHINE(obj)->soc.options.busy_bootloader = value;
}

static void number_property(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp) {
    struct sam4l_options *options = &SAM4L_MACHINE(obj)->soc.options;
    bool seed = !strcmp(name, "seed");

    visit_type_uint32(v, name, seed ? &options->seed : &options->osc0_hz, errp);
}

static void machine_class_init(ObjectClass *oc, void *data) {
    MachineClass *mc = MACHINE_CLASS(oc);
    const struct board *board = data;

    SAM4L_MACHINE_CLASS(oc)->board = board;
    mc->desc = board->description;
    mc->init = machine_init;
    mc->max_cpus = 1;
    mc->default_cpus = 1;
    mc->default_ram_size = 1 * MiB; /* no memory: the loader device takes no larger file */
    mc->no_parallel = 1;
    mc->no_floppy = 1;
    mc->no_cdrom = 1;
}

static void base_class_init(ObjectClass *oc, void *data) {
    object_class_property_add_str(oc, "panel", get_panel, set_panel);
    object_class_property_set_description(oc, "panel", "chardev for pins, buttons and LEDs");
    object_class_property_add_str(oc, "script", get_script, set_script);
    object_class_property_set_description(oc, "script", "file of panel commands with times in ms");
    object_class_property_add_bool(oc, "strict", get_strict, set_strict);
    object_class_property_set_description(oc, "strict",
                                          "end with status 3 at an unimplemented access");
    object_class_property_add(oc, "seed", "uint32", number_property, number_property, NULL, NULL);
    object_class_property_set_description(oc, "seed", "seed of the random number generator");
    object_class_property_add(oc, "osc0", "uint32", number_property, number_property, NULL, NULL);
    object_class_property_set_description(oc, "osc0", "crystal at OSC0 in Hz, if not the board's");
    object_class_property_add_bool(oc, "broken-osc0", get_broken_osc0, set_broken_osc0);
    object_class_property_set_description(oc, "broken-osc0", "the crystal never oscillates");
    object_class_property_add_bool(oc, "busy-bootloader", get_busy_bootloader, set_busy_bootloader);
    object_class_property_set_description(oc, "busy-bootloader",
                                          "the bootloader leaves the processor as it used it");
}

static const TypeInfo types[] = {
    {
        .name = TYPE_SAM4L_MACHINE,
        .parent = TYPE_MACHINE,
        .abstract = true,
        .instance_size = sizeof(SAM4LMachine),
        .class_size = sizeof(SAM4LMachineClass),
        .class_init = base_class_init,
    },
    {
        .name = MACHINE_TYPE_NAME("imix"),
        .parent = TYPE_SAM4L_MACHINE,
        .class_init = machine_class_init,
        .class_data = (void *)&board_imix,
    },
    {
        .name = MACHINE_TYPE_NAME("hail"),
        .parent = TYPE_SAM4L_MACHINE,
        .class_init = machine_class_init,
        .class_data = (void *)&board_hail,
    },
};

DEFINE_TYPES(types)
