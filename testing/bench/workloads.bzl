# SPDX-License-Identifier: Apache-2.0 OR MIT
"""How much there is of what grows."""

PROCESSES = [1, 2, 4, 8, 16]

ALARMS = [1, 4, 16, 32]

GRANTS = [1, 4, 16, 32]

KILOBYTES = [4, 20]

APPLICATIONS = [0, 1, 2, 4, 8, 16]

# Suffix of the applications' names, alarms, grants.
WORKLOADS = [("", 0, 0)] + [
    ("_alarms_%d" % n, n, 0)
    for n in ALARMS
] + [
    ("_grants_%d" % n, 0, n)
    for n in GRANTS
]
