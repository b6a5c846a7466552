#include "palette.h"

#include "../draw/color.h"

int palette_number(color wanted, enum color_level level)
{
    switch (level) {
    case COLORS_MONO:
        return PALETTE_DEFAULT;
    case COLORS_8:
    case COLORS_16:
        return color_to_ansi(wanted, level == COLORS_8 ? 8 : 16);
    case COLORS_256:
        return color_to_256(wanted);
    default:
        break;
    }
    if (wanted & COLOR_DEFAULT)
        return PALETTE_DEFAULT;
    if (wanted & COLOR_ANSI_FLAG)
        return (int)(wanted & 15);
    /* the darkest blues would be the terminal's own colours: one step lighter is the same */
    return wanted < 16 ? 16 : (int)wanted;
}
