/* What the command line says of itself: all of it, or a page of the help on one of its commands or
 * options. */

#include "option_rows.h"

#include <string.h>

static void write_option(const struct option_row *row, struct text *out)
{
    const char letter[] = {row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
                           row->letter ? ',' : ' ', '\0'};
    text_add(out, "    %s --%-8s %-10s %s\n", letter, row->name, row->value ? row->value : "",
             row->help);
}

void options_help(struct text *out)
{
    text_add(out, "overshoot shows how optimizers move on loss surfaces.\n\n");
    for (int i = 0; i < MODE_COUNT; i++)
        if (mode_rows[i].usage)
            text_add(out, "    overshoot %-9s %-11s [options]   %s\n", mode_rows[i].name,
                     mode_rows[i].usage, mode_rows[i].help);
    text_add(out, "\n");
    for (int i = 0; i < option_row_count; i++)
        write_option(&option_rows[i], out);
    text_add(out, "\nexit status: 0 success; 1 failure (a file, a terminal); 2 the command line, a "
                  "command or a\nformula is wrong\n");
}

bool options_help_one(const char *name, struct text *out)
{
    bool found = false;
    name += strspn(name, "-");
    for (int i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        if (strcmp(row->name, name) != 0)
            continue;
        text_add(out, "%s--%s%s%s\n\n  %s\n\nAn option of:", found ? "\n" : "", row->name,
                 row->value ? " " : "", row->value ? row->value : "", row->help);
        const char *between = " overshoot ";
        for (int mode = 0; mode < MODE_COUNT; mode++)
            if (row->modes & 1 << mode && mode_rows[mode].usage) {
                text_add(out, "%s%s", between, mode ? mode_rows[mode].name : "SCENE");
                between = ", overshoot ";
            }
        text_add(out, "\n");
        found = true;
    }
    return found;
}

bool options_help_mode(const char *name, struct text *out)
{
    const struct mode_row *mode = NULL;
    for (int i = 0; i < MODE_COUNT; i++)
        if (*name && mode_rows[i].usage && strcmp(mode_rows[i].name, name) == 0)
            mode = &mode_rows[i];
    if (!mode)
        return false;
    text_add(out, "In the shell: overshoot %s %s [options]\n\n  %s\n\n%s\n\nFor example:  %s\n\n",
             mode->name, mode->usage, mode->help, mode->more, mode->example);
    for (int i = 0; i < option_row_count; i++)
        if (option_rows[i].modes & 1 << (mode - mode_rows))
            write_option(&option_rows[i], out);
    text_add(out, "\n");
    return true;
}
