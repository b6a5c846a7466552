#include "digits.h"

#include <string.h>

enum { HEIGHT = 5 };

struct shape {
    char character;
    const char *rows[HEIGHT];
};

static const struct shape shapes[] = {
    {'0', {"###", "# #", "# #", "# #", "###"}}, {'1', {" # ", "## ", " # ", " # ", "###"}},
    {'2', {"###", "  #", "###", "#  ", "###"}}, {'3', {"###", "  #", " ##", "  #", "###"}},
    {'4', {"# #", "# #", "###", "  #", "  #"}}, {'5', {"###", "#  ", "###", "  #", "###"}},
    {'6', {"###", "#  ", "###", "# #", "###"}}, {'7', {"###", "  #", "  #", " # ", " # "}},
    {'8', {"###", "# #", "###", "# #", "###"}}, {'9', {"###", "# #", "###", "  #", "###"}},
    {'.', {" ", " ", " ", " ", "#"}},           {'-', {"  ", "  ", "##", "  ", "  "}},
    {'e', {"  ", "##", "# ", "# ", "##"}},      {' ', {" ", " ", " ", " ", " "}},
};

static const struct shape *find_shape(char character)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].character == character)
            return &shapes[i];
    return NULL;
}

static int width_of(const struct shape *shape)
{
    return (int)strlen(shape->rows[0]);
}

int digits_columns(const char *text, int scale)
{
    int width = 0;
    for (; *text; text++) {
        const struct shape *shape = find_shape(*text);
        width += shape ? width_of(shape) + 1 : 0; /* and a gap */
    }
    return width > 0 ? (width - 1) * scale : 0;
}

/* Half rows that a block is high; without half blocks whole rows. */
static int block_height(const struct screen *screen, int scale)
{
    return screen->display->unicode ? scale : (scale + 1) / 2;
}

int digits_rows(const struct screen *screen, int scale)
{
    int height = HEIGHT * block_height(screen, scale);
    return screen->display->unicode ? (height + 1) / 2 : height;
}

static bool is_lit(const struct shape *shape, int across, int down)
{
    return down < HEIGHT && shape->rows[down][across] == '#';
}

static void draw_cell(const struct screen *screen, int column, int row, enum role role, bool upper,
                      bool lower)
{
    if (!upper && !lower)
        return;
    uint32_t glyph = upper && lower ? 0x2588 : upper ? 0x2580 : 0x2584;
    struct style style = screen_style(screen, role);
    *frame_cell(screen->frame, column, row) =
        (struct cell){screen_glyph(screen, glyph, '#'), 0, style.fg, style.bg, 0};
}

static void draw_shape(const struct screen *screen, int column, int row, int limit, int scale,
                       enum role role, const struct shape *shape)
{
    int height = block_height(screen, scale), halves = screen->display->unicode ? 2 : 1;
    for (int y = 0; y < digits_rows(screen, scale); y++) {
        for (int x = 0; x < width_of(shape) * scale && column + x < limit; x++) {
            bool upper = is_lit(shape, x / scale, y * halves / height);
            bool lower = is_lit(shape, x / scale, (y * halves + halves - 1) / height);
            draw_cell(screen, column + x, row + y, role, upper, lower);
        }
    }
}

void digits_draw(const struct screen *screen, int column, int row, int limit, int scale,
                 enum role role, const char *text)
{
    for (; *text; text++) {
        const struct shape *shape = find_shape(*text);
        if (!shape)
            continue;
        draw_shape(screen, column, row, limit, scale, role, shape);
        column += (width_of(shape) + 1) * scale;
    }
}
