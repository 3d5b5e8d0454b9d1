// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// elf2tbf: makes a TBF file, and a TAB bundle of it, from an application's ELF executable.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "toolchains/app/elf2tbf/bytes.h"
#include "toolchains/app/elf2tbf/convert.h"
#include "toolchains/app/elf2tbf/credentials.h"
#include "toolchains/app/elf2tbf/key.h"
#include "toolchains/app/elf2tbf/tab.h"

static const char usage[] =
    "usage: elf2tbf --elf FILE --tbf FILE [--tab FILE] [OPTION VALUE]...\n"
    "  --name NAME               package name\n"
    "  --architecture NAME       name of the TBF in the TAB (cortex-m4)\n"
    "  --app-heap BYTES          heap to ask for (1024)\n"
    "  --kernel-heap BYTES       memory for the kernel's grants (1024)\n"
    "  --min-ram BYTES           ask for at least this much RAM in all (0)\n"
    "  --permission DRIVER:CMD   let the process use this command; may be repeated\n"
    "  --write-id ID             storage permission: id written with\n"
    "  --read-id ID              storage permission: id that may be read; may be repeated\n"
    "  --access-id ID            storage permission: id that may be changed; may be repeated\n"
    "  --short-id ID             application's short id\n"
    "  --app-version NUMBER      application's version (0)\n"
    "  --kernel-version MAJ.MIN  kernel that is needed (2.0)\n"
    "  --minimum-footer BYTES    space to reserve for credentials, these included (0)\n"
    "  --credentials NAME        add a hash: sha256, sha384, sha512; may be repeated\n"
    "  --sign-key FILE           add a signature with this private key (PEM or DER; RSA of 3072 "
    "or\n"
    "                            4096 bits, EC on P-256); may be repeated\n"
    "  --disabled yes            do not start the application\n";

struct arguments {
    const char *elf;
    const char *tbf;
    const char *tab;
    const char *architecture;
    const char *key_files[CREDENTIALS_MAX_KEYS];
    struct convert_options convert;
};

// Reads a number (decimal, or hexadecimal with 0x) up to `end`. False if `text` is none.
static bool parse_number(const char *text, char end, uint32_t limit, uint32_t *number,
                         const char **rest) {
    char *stop = nullptr;
    errno = 0;
    unsigned long long value = strtoull(text, &stop, 0);
    if (errno != 0 || stop == text || *text == '-' || *stop != end || value > limit) {
        return false;
    }
    *number = (uint32_t)value;
    *rest = *stop == '\0' ? stop : stop + 1;
    return true;
}

static bool parse_u32(const char *text, uint32_t *number) {
    const char *rest = nullptr;
    return parse_number(text, '\0', UINT32_MAX, number, &rest);
}

static bool parse_permission(const char *text, struct tbf_header *header) {
    uint32_t driver = 0;
    uint32_t command = 0;
    return parse_number(text, ':', UINT32_MAX, &driver, &text) && parse_u32(text, &command) &&
           tbf_permit(header, driver, command);
}

static bool parse_id(const char *text, struct tbf_storage_ids *ids) {
    return ids->count < TBF_MAX_STORAGE_IDS && parse_u32(text, &ids->ids[ids->count]) &&
           ++ids->count > 0;
}

static bool parse_kernel_version(const char *text, struct tbf_header *header) {
    uint32_t major = 0;
    uint32_t minor = 0;
    if (!parse_number(text, '.', UINT16_MAX, &major, &text) ||
        !parse_number(text, '\0', UINT16_MAX, &minor, &text)) {
        return false;
    }
    header->kernel_major = (uint16_t)major;
    header->kernel_minor = (uint16_t)minor;
    return true;
}

// A TOML string and a TBF name hold the name as it is, so it must be plain.
static bool parse_name(const char *text, struct tbf_header *header) {
    header->name = text;
    if (strlen(text) > 255) {
        return false;
    }
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text <= ' ' || *text == '"' || *text == '\\' || *text == 127) {
            return false;
        }
    }
    return true;
}

static bool parse_storage(struct tbf_header *header, const char *option, const char *value) {
    header->has_storage = true;
    if (strcmp(option, "--write-id") == 0) {
        return parse_u32(value, &header->storage_write_id);
    }
    bool read = strcmp(option, "--read-id") == 0;
    return parse_id(value, read ? &header->storage_read : &header->storage_access);
}

static bool parse_key_file(struct arguments *arguments, const char *value) {
    struct credentials *credentials = &arguments->convert.credentials;
    if (credentials->key_count == CREDENTIALS_MAX_KEYS) {
        return false;
    }
    arguments->key_files[credentials->key_count++] = value;
    return true;
}

// Takes one option. `*known` tells whether there is such an option.
static bool parse_option(struct arguments *arguments, const char *option, const char *value,
                         bool *known) {
    struct convert_options *convert = &arguments->convert;
    struct tbf_header *header = &convert->header;
    const struct {
        const char *option;
        const char **text;
    } texts[] = {
        {"--elf", &arguments->elf},
        {"--tbf", &arguments->tbf},
        {"--tab", &arguments->tab},
        {"--architecture", &arguments->architecture},
    };
    const struct {
        const char *option;
        uint32_t *number;
    } numbers[] = {
        {"--app-heap", &convert->app_heap},
        {"--kernel-heap", &convert->kernel_heap},
        {"--min-ram", &convert->minimum_ram},
        {"--minimum-footer", &convert->minimum_footer_size},
        {"--app-version", &header->app_version},
        {"--short-id", &header->short_id},
    };
    *known = true;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (strcmp(option, texts[i].option) == 0) {
            *texts[i].text = value;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(option, numbers[i].option) == 0) {
            header->has_short_id |= numbers[i].number == &header->short_id;
            return parse_u32(value, numbers[i].number);
        }
    }
    if (strcmp(option, "--name") == 0) {
        return parse_name(value, header);
    }
    if (strcmp(option, "--permission") == 0) {
        return parse_permission(value, header);
    }
    if (strcmp(option, "--kernel-version") == 0) {
        return parse_kernel_version(value, header);
    }
    if (strcmp(option, "--credentials") == 0) {
        return credentials_add_hash(&convert->credentials, value);
    }
    if (strcmp(option, "--sign-key") == 0) {
        return parse_key_file(arguments, value);
    }
    if (strcmp(option, "--disabled") == 0) {
        header->enabled = strcmp(value, "yes") != 0;
        return !header->enabled || strcmp(value, "no") == 0;
    }
    if (strcmp(option, "--write-id") == 0 || strcmp(option, "--read-id") == 0 ||
        strcmp(option, "--access-id") == 0) {
        return parse_storage(header, option, value);
    }
    *known = false;
    return false;
}

static bool parse_arguments(struct arguments *arguments, int argc, char **argv) {
    for (int i = 1; i < argc; i += 2) {
        bool known = false;
        if (i + 1 < argc && parse_option(arguments, argv[i], argv[i + 1], &known)) {
            continue;
        }
        if (known) {
            fprintf(stderr, "elf2tbf: %s: bad value '%s'\n", argv[i], argv[i + 1]);
        } else {
            fprintf(stderr, "elf2tbf: %s: unknown option, or no value\n%s", argv[i], usage);
        }
        return false;
    }
    if (arguments->elf == nullptr || arguments->tbf == nullptr) {
        fputs(usage, stderr);
        return false;
    }
    return true;
}

static bool read_keys(struct arguments *arguments, struct problem *problem) {
    struct credentials *credentials = &arguments->convert.credentials;
    for (uint32_t i = 0; i < credentials->key_count; i++) {
        enum key_kind kind;
        if (!bytes_read_file(&credentials->keys[i], arguments->key_files[i], problem)) {
            return false;
        }
        if (!key_kind_of(&credentials->keys[i], &kind, problem)) {
            struct problem why = *problem;
            return problem_set(problem, "%s: %.200s", arguments->key_files[i], why.text);
        }
    }
    return true;
}

static bool run(struct arguments *arguments, struct bytes *elf, struct bytes *tbf,
                struct bytes *tab, struct problem *problem) {
    if (!read_keys(arguments, problem) || !bytes_read_file(elf, arguments->elf, problem)) {
        return false;
    }
    if (!convert(tbf, elf, &arguments->convert, problem)) {
        struct problem why = *problem;
        return problem_set(problem, "%s: %.200s", arguments->elf, why.text);
    }
    if (!bytes_write_file(tbf, arguments->tbf, problem)) {
        return false;
    }
    if (arguments->tab == nullptr) {
        return true;
    }
    const struct tbf_header *header = &arguments->convert.header;
    char name[100];
    snprintf(name, sizeof name, "%s.tbf", arguments->architecture);
    tab_append_metadata(tab, header->name, header->kernel_major, header->kernel_minor);
    tab_append_file(tab, name, tbf->data, tbf->size);
    tab_finish(tab);
    return bytes_write_file(tab, arguments->tab, problem);
}

int main(int argc, char **argv) {
    struct arguments arguments = {
        .architecture = "cortex-m4",
        .convert =
            {
                .app_heap = 1024,
                .kernel_heap = 1024,
                .header =
                    {
                        .enabled = true,
                        .name = "",
                        .has_kernel_version = true,
                        .kernel_major = 2,
                    },
            },
    };
    if (!parse_arguments(&arguments, argc, argv)) {
        return 2;
    }
    struct bytes elf = {};
    struct bytes tbf = {};
    struct bytes tab = {};
    struct problem problem = {};
    bool good = run(&arguments, &elf, &tbf, &tab, &problem);
    if (!good) {
        fprintf(stderr, "elf2tbf: %s\n", problem.text);
    }
    bytes_free(&elf);
    bytes_free(&tbf);
    bytes_free(&tab);
    for (uint32_t i = 0; i < arguments.convert.credentials.key_count; i++) {
        bytes_free(&arguments.convert.credentials.keys[i]);
    }
    return good ? 0 : 1;
}
