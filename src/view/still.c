#include "still.h"

#include "../base/array.h"
#include "../base/memory.h"
#include "../draw/raster.h"
#include "../session/settings.h"

#include <stdlib.h>
#include <string.h>

/* --- the world --- */

static bool sessions_equal(const struct session *a, const struct session *b)
{
    return a->stamp == b->stamp && a->selected == b->selected && a->chosen == b->chosen &&
           a->player.playing == b->player.playing && a->player.goal == b->player.goal &&
           a->player.budget == b->player.budget && a->script.hold.kind == b->script.hold.kind &&
           a->quiz.told == b->quiz.told && a->host.recording == b->host.recording &&
           settings_equal(a, b);
}

static bool displays_equal(const struct display *a, const struct display *b)
{
    return a->colors == b->colors && a->unicode == b->unicode && a->light == b->light &&
           a->pixels.width == b->pixels.width && a->pixels.height == b->pixels.height &&
           a->aiming == b->aiming && a->bare == b->bare && a->beside == b->beside &&
           a->waited == b->waited && a->scene == b->scene && a->scene_count == b->scene_count;
}

int64_t still_world_look(struct still_world *world, const struct screen *screen)
{
    const struct session *other = screen->display->other;
    struct still_world now = {.session = *screen->session,
                              .display = *screen->display,
                              .sim = screen->session->sim->stamp,
                              .other = other ? other->stamp : 0,
                              .other_sim = other ? other->sim->stamp : 0,
                              .columns = screen->frame->columns,
                              .rows = screen->frame->rows,
                              .number = world->number};
    now.number += !sessions_equal(&world->session, &now.session) ||
                  !displays_equal(&world->display, &now.display) || world->sim != now.sim ||
                  world->other != now.other || world->other_sim != now.other_sim ||
                  world->columns != now.columns || world->rows != now.rows;
    *world = now;
    return world->number;
}

/* --- a part --- */

static void drop_plates(struct still *still)
{
    while (still->plate_count > 0)
        raster_free(still->plates[--still->plate_count].raster);
}

/* Those that the frame has from there on. */
static void keep_plates(struct still *still, const struct frame *frame, int first)
{
    drop_plates(still);
    for (int i = first; i < frame->plate_count; i++) {
        const struct plate *plate = &frame->plates[i];
        *array_add(still->plates, still->plate_count, still->plate_capacity) =
            (struct plate){plate->area, retained(plate->raster)};
    }
}

void still_free(struct still *still)
{
    free(still->cells);
    targets_free(&still->targets);
    drop_plates(still);
    free(still->plates);
}

/* What is kept for an area: a column more at either side, for labels that stand out, but nothing
 * outside the frame. */
static struct area kept_area(const struct frame *frame, struct area area)
{
    int left = area.column - 1, right = area.column + area.columns + 1;
    int bottom = area.row + area.rows;
    left = left > 0 ? left : 0;
    right = right < frame->columns ? right : frame->columns;
    area.row = area.row > 0 ? area.row : 0;
    bottom = bottom < frame->rows ? bottom : frame->rows;
    return (struct area){left, area.row, right - left, bottom - area.row};
}

/* Row by row between the frame and what is kept. */
static void copy(const struct still *still, struct frame *frame, bool keep)
{
    const struct area *area = &still->area;
    size_t size = (size_t)area->columns * sizeof *still->cells;
    for (int row = 0; row < area->rows; row++) {
        struct cell *shown = frame_cell(frame, area->column, area->row + row);
        struct cell *kept = still->cells + (size_t)row * (size_t)area->columns;
        memcpy(keep ? kept : shown, keep ? shown : kept, size);
    }
}

void still_draw(struct still *still, int64_t world, part_drawer *draw, const struct screen *screen,
                struct area area)
{
    struct area kept = kept_area(screen->frame, area);
    if (kept.columns <= 0 || kept.rows <= 0)
        return;
    if (still->cells && still->world == world && area_equal(&still->area, &kept)) {
        copy(still, screen->frame, false);
        targets_add_all(screen->targets, &still->targets);
        for (int i = 0; i < still->plate_count; i++)
            frame_show(screen->frame, &still->plates[i]);
        return;
    }
    struct screen own = *screen;
    own.targets = &still->targets;
    targets_clear(&still->targets);
    drop_plates(still); /* so that who drew them may draw on them */
    int plates = screen->frame->plate_count;
    int64_t shortfalls = lab_shortfalls(screen->session->lab);
    draw(&own, area);
    bool unfinished = lab_shortfalls(screen->session->lab) > shortfalls;
    size_t count = (size_t)kept.columns * (size_t)kept.rows;
    still->cells = memory_resize(still->cells, count, sizeof *still->cells);
    still->world = unfinished ? -1 : world;
    still->area = kept;
    copy(still, screen->frame, true);
    targets_add_all(screen->targets, &still->targets);
    keep_plates(still, screen->frame, plates);
}
