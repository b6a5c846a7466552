/* The table of commands: what a scene, -e, the prompt and the keys can say, in the order of help.
 */

#include "rows.h"

static const struct command_row *const groups[] = {
    number_commands,   surface_commands,  plot_commands, overlay_commands,
    steering_commands, ball_commands,     race_commands, tune_commands,
    ghost_commands,    time_commands,     undo_commands, wait_commands,
    quiz_commands,     expect_commands,   view_commands, chart_commands,
    sweep_commands,    crowd_commands,    NULL,          layer_commands,
    mark_commands,     playlist_commands, file_commands, describe_commands,
};

const struct commands command_table = {groups, sizeof groups / sizeof *groups};
