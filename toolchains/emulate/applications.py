# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Tells GDB where the applications' symbols lie.

Applications are position-independent: where one's code is, says the place of its image in flash;
where its data is, is decided when the kernel makes it a process. So the code's symbols are there
from the start, and whenever the board stops, those of the data follow the kernel's process table.

The environment's DETENT_APPLICATIONS names the files: TBF=ELF, one after the other.
"""

import os
import struct

import gdb

FLASH_MARK = 0x80000000  # Where the linker puts flash; RAM begins at 0 (apps/libtock/layout.ld).
TBF_VERSION = 2
TBF_MAIN = 1
TBF_PROGRAM = 9
SEARCH_STEP = 512


class Application:
    """A program with its place in flash; ram is None while it is no process."""

    def __init__(self, elf, start, header):
        self.elf = elf
        self.start = start
        self.text = start + len(header) + protected_size(header)
        self.ram = None
        self.loaded = None  # The (text, ram) its symbols are loaded for.

    def load(self):
        """Puts its symbols where it lies now."""
        if self.loaded == (self.text, self.ram):
            return
        if self.loaded:
            gdb.execute("remove-symbol-file -a %#x" % self.text, to_string=True)
        command = "add-symbol-file %s -s .text %#x" % (self.elf, self.text)
        for name, address in ram_sections(self.elf):
            command += " -s %s %#x" % (name, (self.ram or 0) + address)
        gdb.execute(command, to_string=True)
        self.loaded = (self.text, self.ram)


def protected_size(header):
    """How much behind the header is the kernel's too."""
    at = 16
    while at + 4 <= len(header):
        kind, length = struct.unpack_from("<HH", header, at)
        if kind in (TBF_MAIN, TBF_PROGRAM):
            return struct.unpack_from("<I", header, at + 8)[0]
        at += 4 + (length + 3) // 4 * 4
    return 0


def ram_sections(path):
    """Names and link addresses of the sections of a 32-bit ELF file that lie in RAM."""
    with open(path, "rb") as file:
        elf = file.read()
    offset, = struct.unpack_from("<I", elf, 32)
    size, count, names = struct.unpack_from("<HHH", elf, 46)
    sections = [struct.unpack_from("<10I", elf, offset + i * size) for i in range(count)]
    found = []
    for name, _, flags, address, *_ in sections:
        if flags & 2 and address < FLASH_MARK:  # SHF_ALLOC
            start = sections[names][4] + name
            found.append((elf[start:elf.index(b"\0", start)].decode(), address))
    return found


def read(address, size):
    return bytes(gdb.selected_inferior().read_memory(address, size))


def symbol_address(name):
    return int(gdb.parse_and_eval("(unsigned long)&%s" % name))


def find_applications():
    """Looks for each TBF file's header in the board's flash."""
    known = []
    for pair in os.environ["DETENT_APPLICATIONS"].split():
        tbf, elf = pair.split("=")
        with open(tbf, "rb") as file:
            image = file.read()
        known.append((image[:struct.unpack_from("<H", image, 2)[0]], elf))
    found = []
    at = symbol_address("_apps_start")
    end = symbol_address("_apps_end")
    while at < end and known:
        version, header_size, total_size = struct.unpack("<HHI", read(at, 8))
        step = SEARCH_STEP
        if version == TBF_VERSION and header_size >= 16 and at + total_size <= end:
            header = read(at, header_size)
            for entry in known:
                if entry[0] == header:
                    found.append(Application(entry[1], at, header))
                    known.remove(entry)
                    break
            step = max(total_size, SEARCH_STEP)
        at += step
    return found


def processes():
    """The process table's entries, as far as there are any yet."""
    try:
        table = gdb.parse_and_eval("process_table")
        for slot in range(int(table["slot_count"])):
            process = table["slots"][slot]
            if int(process):
                yield process.dereference()
    except gdb.error:
        return


def update(_event=None):
    ram = {int(p["flash_start"]): int(p["memory"]["start"]) for p in processes()}
    for application in applications:
        application.ram = ram.get(application.start)
        application.load()


class ApplicationsCommand(gdb.Command):
    """Lists the applications: where their code and RAM lie, and the file with their symbols."""

    def __init__(self):
        super().__init__("applications", gdb.COMMAND_STATUS)

    def invoke(self, _argument, _from_tty):
        update()
        for a in applications:
            ram = "no process" if a.ram is None else "RAM %#010x" % a.ram
            print("%s: code %#010x, %s" % (os.path.basename(a.elf), a.text, ram))


applications = find_applications()
update()
gdb.events.stop.connect(update)
ApplicationsCommand()
