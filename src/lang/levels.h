#ifndef OVERSHOOT_LANG_LEVELS_H
#define OVERSHOOT_LANG_LEVELS_H

#include <limits.h> /* tells which library this is */

#ifndef __has_attribute
#define __has_attribute(name) 0
#endif

/* One machine code per CPU level, chosen when the program starts. It needs glibc's ifunc; a static
 * musl program crashes with it, and sanitizers are not ready when the choice is made. With
 * -DCPU_LEVELS= there is only the level that the compiler is set to: `make determinism` has them
 * all. */
#ifdef CPU_LEVELS
#elif defined(__x86_64__) && defined(__GLIBC__) && defined(__OPTIMIZE__) && !defined(__clang__) && \
    __has_attribute(target_clones) && __GNUC__ >= 12 && !defined(__SANITIZE_ADDRESS__) &&          \
    !defined(__SANITIZE_THREAD__) && !defined(__AVX2__)
#define CPU_LEVELS __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CPU_LEVELS
#endif

#endif
