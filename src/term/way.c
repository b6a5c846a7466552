#include "way.h"

#include "shared.h"

static bool is_sensible(struct cell_size cell)
{
    enum { LEAST = 4, MOST = 200 }; /* pixels: some say nonsense */
    return cell.width >= LEAST && cell.height >= LEAST && cell.width <= MOST && cell.height <= MOST;
}

static enum pixels_kind kind_of(enum pixels_choice choice, const struct found *found)
{
    switch (choice) {
    case PIXELS_ARE_OFF:
        return PIXELS_NONE;
    case PIXELS_ARE_KITTY:
        return PIXELS_KITTY;
    case PIXELS_ARE_SIXEL:
        return PIXELS_SIXEL;
    default:
        return found->kitty ? PIXELS_KITTY : found->sixel ? PIXELS_SIXEL : PIXELS_NONE;
    }
}

struct pixels_way way_of(enum pixels_choice choice, const struct found *found,
                         struct cell_size cell)
{
    struct pixels_way way = {.kind = kind_of(choice, found)};
    if (found->cell.width > 0)
        cell = found->cell;
    if (way.kind == PIXELS_NONE || !is_sensible(cell))
        return (struct pixels_way){0};
    way.cell_width = cell.width;
    way.cell_height = cell.height;
    way.registers = found->registers;
    way.width_max = found->most.width;
    way.height_max = found->most.height;
    way.share = found->shared ? shared_put : NULL;
    return way;
}

bool way_equal(const struct pixels_way *a, const struct pixels_way *b)
{
    return a->kind == b->kind && a->cell_width == b->cell_width &&
           a->cell_height == b->cell_height && a->registers == b->registers &&
           a->width_max == b->width_max && a->height_max == b->height_max && a->share == b->share;
}
