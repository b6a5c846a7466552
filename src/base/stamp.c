#include "stamp.h"

int64_t stamp_new(void)
{
    static _Atomic int64_t last; /* the one number of the engine that changes; no order is needed */
    return atomic_fetch_add_explicit(&last, 1, memory_order_relaxed) + 1;
}

/* Only the count of what is shared is ever written. */
static owners *writable(const owners *count)
{
    return (owners *)(uintptr_t)count;
}

void owners_add(const owners *count)
{
    atomic_fetch_add_explicit(writable(count), 1, memory_order_relaxed);
}

/* What the other owners did with the thing comes before it is freed. */
bool owners_drop(const owners *count)
{
    return atomic_fetch_sub_explicit(writable(count), 1, memory_order_acq_rel) == 1;
}
