// SPDX-License-Identifier: Apache-2.0 OR MIT
// Runs a command, shows its output, and checks it against a list of expectations: the judge of
// emulation_test. One expectation a line in the file; REGEX is POSIX extended, matched within one
// line of stdout and stderr taken together, without carriage returns:
//     expect REGEX     some line matches
//     then REGEX       a line after the one that the previous `then` matched
//     reject REGEX     no line matches
//     atleast N REGEX  N or more lines match
//     exactly N REGEX  N lines match
//     status N         the command's exit status (default 0)
#define _GNU_SOURCE // POSIX and its Linux additions.

#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct lines {
    char **line;
    size_t count;
};

static void die(const char *what, const char *which) {
    fprintf(stderr, "check_output: %s %s\n", what, which);
    exit(2);
}

static void append_line(struct lines *lines, const char *text) {
    lines->line = realloc(lines->line, (lines->count + 1) * sizeof(char *));
    char *copy = strdup(text);
    if (lines->line == NULL || copy == NULL) {
        die("out of", "memory");
    }
    lines->line[lines->count++] = copy;
}

// Reads to the end, showing each line if echo is set.
static struct lines read_lines(FILE *from, bool echo) {
    struct lines lines = {0};
    char *text = NULL;
    size_t size = 0;
    ssize_t length = 0;
    while ((length = getline(&text, &size, from)) >= 0) {
        size_t kept = 0;
        for (ssize_t i = 0; i < length; i++) {
            if (text[i] != '\r' && text[i] != '\n') {
                text[kept++] = text[i] == '\0' ? '?' : text[i];
            }
        }
        text[kept] = '\0';
        append_line(&lines, text);
        if (echo) {
            puts(text);
        }
    }
    free(text);
    return lines;
}

// Counts the matching lines from first on; *next is the index after the first that matches.
static size_t count_matches(const struct lines *lines, const char *pattern, size_t first,
                            size_t *next) {
    regex_t regex;
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0) {
        die("bad expression:", pattern);
    }
    size_t count = 0;
    for (size_t i = first; i < lines->count; i++) {
        if (regexec(&regex, lines->line[i], 0, NULL, 0) == 0) {
            count++;
            if (count == 1) {
                *next = i + 1;
            }
        }
    }
    regfree(&regex);
    return count;
}

static bool check(const char *expectation, const struct lines *output, size_t *position,
                  int status) {
    char word[16] = "";
    int rest = 0;
    size_t number = 0;
    size_t next = 0;
    if (sscanf(expectation, "%15s %n", word, &rest) != 1) {
        return true; // An empty line.
    }
    const char *argument = expectation + rest;
    if (strcmp(word, "expect") == 0) {
        return count_matches(output, argument, 0, &next) > 0;
    }
    if (strcmp(word, "reject") == 0) {
        return count_matches(output, argument, 0, &next) == 0;
    }
    if (strcmp(word, "then") == 0) {
        bool found = count_matches(output, argument, *position, &next) > 0;
        *position = found ? next : *position;
        return found;
    }
    if (sscanf(argument, "%zu %n", &number, &rest) != 1) {
        die("not an expectation:", expectation);
    }
    if (strcmp(word, "status") == 0) {
        return (size_t)status == number;
    }
    size_t count = count_matches(output, argument + rest, 0, &next);
    if (strcmp(word, "atleast") == 0) {
        return count >= number;
    }
    if (strcmp(word, "exactly") == 0) {
        return count == number;
    }
    die("not an expectation:", expectation);
    return false;
}

static struct lines run(char **command, int *status) {
    int output[2];
    if (pipe(output) != 0) {
        die("cannot make", "a pipe");
    }
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        dup2(output[1], STDOUT_FILENO);
        dup2(output[1], STDERR_FILENO);
        close(output[0]);
        close(output[1]);
        if (freopen("/dev/null", "r", stdin) != NULL) {
            execv(command[0], command);
        }
        perror(command[0]);
        _exit(127);
    }
    close(output[1]);
    FILE *from = fdopen(output[0], "r");
    if (child < 0 || from == NULL) {
        die("cannot start", command[0]);
    }
    struct lines lines = read_lines(from, true);
    fclose(from);
    if (waitpid(child, status, 0) < 0) {
        die("lost", command[0]);
    }
    *status = WIFEXITED(*status) ? WEXITSTATUS(*status) : 128 + WTERMSIG(*status);
    return lines;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        die("usage:", "check_output EXPECTATIONS COMMAND [ARGUMENT ...]");
    }
    FILE *file = fopen(argv[1], "r");
    if (file == NULL) {
        die("cannot open", argv[1]);
    }
    struct lines expectations = read_lines(file, false);
    fclose(file);
    int status = 0;
    struct lines output = run(argv + 2, &status);
    size_t position = 0;
    size_t failed = 0;
    bool status_expected = false;
    for (size_t i = 0; i < expectations.count; i++) {
        const char *expectation = expectations.line[i];
        status_expected |= strncmp(expectation, "status ", 7) == 0;
        if (!check(expectation, &output, &position, status)) {
            printf("FAILED: %s\n", expectation);
            failed++;
        }
    }
    if (!status_expected && status != 0) {
        printf("FAILED: exit status 0; it was %d\n", status);
        failed++;
    }
    printf("%zu lines of output, %zu expectations, %zu failed\n", output.count, expectations.count,
           failed);
    return failed == 0 && expectations.count > 0 ? 0 : 1;
}
