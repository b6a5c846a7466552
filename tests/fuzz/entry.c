/* The way from libFuzzer to a target, whose name the environment has in FUZZ_TARGET. */

#include "targets.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const struct fuzz_target *target;
    if (!target) {
        const char *name = getenv("FUZZ_TARGET");
        target = fuzz_target_find(name ? name : "");
        if (!target)
            fuzz_fail("FUZZ_TARGET names no target");
    }
    target->run((const char *)bytes, size);
    return 0;
}
