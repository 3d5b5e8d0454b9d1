# SPDX-License-Identifier: Apache-2.0 OR MIT
"""debian_repository: a Bazel repository unpacked from pinned Debian packages.

The lock (lock.bzl) pins each package by name, version and SHA-256. Where it lies is asked of the
machine's own package client, so no host is written here; Bazel downloads it and checks the hash.
What Bazel's repository cache holds needs neither network nor package client.
"""

_UPDATE = "bazel run //toolchains/debian:update"

def _parse(entry):
    fields = entry.split(" ")
    if len(fields) != 4:
        fail("toolchains/debian/lock.bzl: not 'NAME VERSION ARCH SHA256': " + entry)
    name, version, arch, sha256 = fields
    if len(sha256) != 64:
        fail("Debian package %s is not pinned yet. To pin it: %s %s" % (name, _UPDATE, name))
    if arch == "orig":
        file, package = name, version
    else:
        package = name
        file = "%s_%s_%s.deb" % (name, version.split(":")[-1], arch)
    return struct(
        arch = arch,
        file = file,
        is_source = arch == "orig",
        name = name,
        package = package,  # the binary package to ask for; for a source, a sibling built from it
        sha256 = sha256,
        version = version,
    )

def _apt_uris(ctx, specs):
    """Asks apt where packages lie: (struct(file, uri, sha256) for each, what apt complained of)."""
    result = ctx.execute(["apt-get", "download", "--print-uris"] + specs)
    if result.return_code:
        return [], result.stderr.strip()
    found = []
    for line in result.stdout.split("\n"):
        fields = line.split(" ")
        if len(fields) < 4 or not fields[0].startswith("'"):
            continue
        found.append(struct(
            uri = fields[0].strip("'"),
            file = fields[1],
            sha256 = fields[3].split(":")[1] if fields[3].startswith("SHA256:") else "",
        ))
    return found, ""

def _pool_folders(ctx, package):
    """The folders that hold any version of `package` which apt knows."""
    result = ctx.execute(["apt-cache", "madison", package])
    folders = []
    for line in result.stdout.split("\n"):
        fields = [f.strip() for f in line.split("|")]
        if len(fields) != 3 or fields[2].endswith(" Sources"):
            continue
        for found in _apt_uris(ctx, [package + "=" + fields[1]])[0]:
            folder = found.uri.rpartition("/")[0]
            if folder not in folders:
                folders.append(folder)
    return folders

def _with_mirror(ctx, uri):
    mirror = ctx.os.environ.get("DETENT_DEBIAN_MIRROR", "")
    before, pool, path = uri.partition("/pool/")
    if not mirror or not pool:
        return [uri]
    if path.startswith("updates/"):  # how the security archive's pool is laid out
        path = path[len("updates/"):]
    return [mirror.rstrip("/") + "/pool/" + path, uri]

def _encode(file):
    return file.replace("+", "%2b").replace("~", "%7e")

def _find_uris(ctx, package, known):
    """All the addresses at which the pinned file may lie."""
    if package.name in known:
        found = known[package.name]
        if found.sha256 and found.sha256 != package.sha256:
            fail(("Debian package {name} {version}: the archive offers a file with SHA-256 {got}, " +
                  "the lock pins {want}. If the archive is right: {update} {name}").format(
                name = package.name,
                version = package.version,
                got = found.sha256,
                want = package.sha256,
                update = _UPDATE,
            ))
        return _with_mirror(ctx, found.uri)
    uris = []
    for folder in _pool_folders(ctx, package.package):
        for uri in _with_mirror(ctx, folder + "/" + _encode(package.file)):
            if uri not in uris:
                uris.append(uri)
    return uris

def _apt_has_proxy(ctx):
    for line in ctx.execute(["apt-config", "dump"]).stdout.split("\n"):
        if line.startswith("Acquire::http") and "proxy" in line.lower() and "\"\"" not in line:
            return True
    return False

def _through_apt(ctx, package, uris):
    """Has apt download the file, and Bazel take it from there into its repository cache."""
    copy = ctx.path(".detent/by-apt")
    for uri in uris:
        result = ctx.execute(["/usr/lib/apt/apt-helper", "download-file", uri, copy])
        if not result.return_code:
            return _through_bazel(ctx, package, ["file:%s" % copy])
    return False

def _through_bazel(ctx, package, uris):
    return ctx.download(
        url = uris,
        output = ".detent/" + package.file,
        sha256 = package.sha256,
        allow_fail = True,
    ).success

def _explain_failure(ctx, package, uris, known):
    """Fails, saying which of hash, version and network is the cause."""
    what = "%s %s" % (package.name, package.version)
    for uri in uris:
        got = ctx.download(url = uri, output = ".detent/unchecked", allow_fail = True)
        if got.success:
            fail(("Debian package {what}: {uri} has SHA-256 {got}, the lock pins {want}. " +
                  "If the archive is right: {update} {name}").format(
                what = what,
                uri = uri,
                got = got.sha256,
                want = package.sha256,
                update = _UPDATE,
                name = package.name,
            ))
    if package.name in known:
        fail("Debian package %s: cannot download %s. Check the network (and proxy), or set " %
             (what, " or ".join(uris)) + "DETENT_DEBIAN_MIRROR to a Debian mirror's base address.")
    fail(("Debian package {what}: the package client offers no such version (any more), and it is " +
          "not at {uris} either. Refresh the package lists (apt-get update), then the lock: " +
          "{update} {name}").format(
        what = what,
        uris = " or ".join(uris) or "any address it knows",
        update = _UPDATE,
        name = package.name,
    ))

def _check_client(ctx, missing):
    names = ", ".join([p.name for p in missing])
    if not ctx.which("apt-get") or not ctx.which("apt-cache") or not ctx.which("dpkg-deb"):
        fail("Debian packages needed (%s), and this machine has no apt: build on Debian 12." % names)
    if not ctx.execute(["apt-cache", "madison", "dpkg"]).stdout.strip():
        fail("Debian packages needed (%s), but apt's package lists are empty. " % names +
             "Run apt-get update as root, or use ./bazelw, which does.")

def _fetch(ctx, packages):
    missing = []
    for package in packages:
        # With no address given, only Bazel's repository cache can answer.
        if not _through_bazel(ctx, package, []):
            missing.append(package)
    if not missing:
        return
    _check_client(ctx, missing)
    ctx.report_progress("asking apt for %d packages" % len(missing))
    binaries = [p for p in missing if not p.is_source]
    specs = [p.name + "=" + p.version for p in binaries]
    found, complaint = _apt_uris(ctx, specs) if specs else ([], "")
    if complaint:  # some version is unknown: find out which
        for spec in specs:
            found = found + _apt_uris(ctx, [spec])[0]
    known = {f.file.partition("_")[0]: f for f in found}

    # A machine may reach the archive in a way that apt alone is told of.
    ways = [_through_apt, _through_bazel] if _apt_has_proxy(ctx) else [_through_bazel, _through_apt]
    for index, package in enumerate(missing):
        ctx.report_progress("downloading %s (%d of %d)" % (package.name, index + 1, len(missing)))
        uris = _find_uris(ctx, package, known)
        if not uris or not (ways[0](ctx, package, uris) or ways[1](ctx, package, uris)):
            _explain_failure(ctx, package, uris, known)

def _run(ctx, command):
    result = ctx.execute(command)
    if result.return_code:
        fail("%s: %s" % (" ".join([str(c) for c in command]), result.stderr))

# Absolute links point into the machine's own root: make them point into the repository. What no
# build reads (documentation, other languages' messages) is not worth its space.
# Links to files of packages that are not there are dropped.
_TIDY = """
set -eu
root=$(pwd)
rm -rf usr/share/doc usr/share/man usr/share/lintian usr/share/locale usr/share/info
find . -type l | while IFS= read -r link; do
    target=$(readlink "$link")
    case $target in
    /*)
        up=$(dirname "${link#./}" | sed -e 's,^\\.$,,' -e 's,[^/][^/]*,..,g')
        ln -sfn "${up:-.}$target" "$link"
        ;;
    esac
done
find . -xtype l -delete
"""

# bin/NAME finds the libraries that a program loads in the repository that the program came from.
_WRAP = """
set -eu
mkdir -p bin
for program; do
    [ -f "$program" ] && [ -x "$program" ] || continue
    cat >"bin/${program##*/}" <<END
#!/bin/sh
root=\\${0%/bin/*}
export LD_LIBRARY_PATH="\\$root/usr/lib/x86_64-linux-gnu:\\$root/lib/x86_64-linux-gnu"
exec "\\$root/$program" "\\$@"
END
    chmod +x "bin/${program##*/}"
done
"""

def _debian_repository_impl(ctx):
    packages = [_parse(entry) for entry in ctx.attr.packages]

    # Resolved first: Bazel starts this function over when a label's repository is not there yet.
    arguments = [ctx.path(label) for label in ctx.attr.setup_arguments]
    _fetch(ctx, packages)
    unpacked = ctx.path(".detent/root" if ctx.attr.root else ".")
    for package in packages:
        ctx.report_progress("unpacking " + package.name)
        file = ctx.path(".detent/" + package.file)
        if package.is_source:
            _run(ctx, ["mkdir", "-p", unpacked])
            _run(ctx, ["tar", "-x", "--strip-components=1", "--no-same-owner", "-C", unpacked, "-f", file])
        else:
            _run(ctx, ["dpkg-deb", "-x", file, unpacked])
    if ctx.attr.root:
        _run(ctx, ["sh", "-c", "mv .detent/root/%s/* ." % ctx.attr.root])
    _run(ctx, ["rm", "-rf", ".detent"])
    _run(ctx, ["sh", "-c", _TIDY])
    for patch in ctx.attr.patches:
        ctx.patch(patch, 1)

    # A file that changes whenever the pinned content does. Targets that hand out whole folders
    # list it among their files, so that Bazel sees the change.
    ctx.file("pinned", "".join([entry + "\n" for entry in ctx.attr.packages]), executable = False)
    ctx.file("WORKSPACE", "workspace(name = \"%s\")\n" % ctx.name, executable = False)
    if ctx.attr.programs:
        # Unquoted patterns: the shell expands them.
        _run(ctx, ["sh", "-c", "set -- %s\n%s" % (" ".join(ctx.attr.programs), _WRAP)])
    if ctx.attr.setup:
        _run(ctx, ["sh", ctx.path(ctx.attr.setup)] + arguments)
    if ctx.attr.build_file:
        _run(ctx, ["sh", "-c", "find . -type f '(' -name BUILD -o -name BUILD.bazel ')' -delete"])
        ctx.symlink(ctx.attr.build_file, "BUILD.bazel")

debian_repository = repository_rule(
    implementation = _debian_repository_impl,
    doc = "Pinned Debian packages, unpacked over one another into one repository.",
    attrs = {
        "build_file": attr.label(
            doc = "The repository's BUILD file. Without one, the packages bring their own.",
        ),
        "packages": attr.string_list(mandatory = True, doc = "The repository's entry in lock.bzl."),
        "patches": attr.label_list(doc = "Applied with -p1 after unpacking."),
        "programs": attr.string_list(
            doc = "Programs (shell patterns) to make bin/NAME for, which find their libraries.",
        ),
        "root": attr.string(doc = "Folder of the packages that becomes the repository's root."),
        "setup": attr.label(doc = "A shell script run in the repository after unpacking."),
        "setup_arguments": attr.label_list(doc = "Files whose paths the script gets as arguments."),
    },
)
