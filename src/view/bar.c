/* The top line, and the key line at the bottom. */

#include "parts.h"

#include "../command/command.h"

#include <stdio.h>
#include <string.h>

/* Writes a text at the right end if the place is free, with a gap; returns the new right end. */
static int put_right(const struct screen *screen, int row, int from, int end, enum role role,
                     const char *text)
{
    int width = screen_columns(screen, text);
    if (!width || end - width < from + 2)
        return end;
    screen_text(screen, end - width, row, end, role, text);
    return end - width - 3;
}

static void play_state(const struct screen *screen, char buffer[80])
{
    const struct session *session = screen->session;
    char number[32];
    if (tape_is_on(session) && !tape_runs(session))
        snprintf(buffer, 80, "%s",
                 screen_word(screen, "❚❚ recording stopped", "|| recording stopped"));
    else if (session->script.hold.kind == HOLD_ANSWER)
        snprintf(buffer, 80, "%s", "? space goes on");
    else if (session->player.goal >= 0)
        snprintf(buffer, 80, "%s to n %lld", screen_word(screen, "▶▶", ">>"),
                 (long long)session->player.goal);
    else if (session->player.playing)
        snprintf(buffer, 80, "%s %s steps/s", screen_word(screen, "▶", ">"),
                 screen_number(session->player.speed, number));
    else
        snprintf(buffer, 80, "%s", screen_word(screen, "❚❚ paused", "|| paused"));
}

/* Of a surface that reads data, which and how many: "cars.csv, 50 rows". */
static const char *data_words(const struct session *session, char words[80])
{
    const struct data *data = sim_problem(session->sim)->data;
    *words = '\0';
    if (data && sim_problem(session->sim)->code->graph->reads_data) {
        const char *folder_end = strrchr(data->path, '/');
        snprintf(words, 80, "%.40s, %lld rows", folder_end ? folder_end + 1 : data->path,
                 (long long)data->rows);
    }
    return words;
}

void bar_draw(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    const struct problem *surface = sim_problem(session->sim);
    int row = area.row, columns = area.columns;
    char state[80], place[40] = "", words[80];
    screen_fill(screen, area, ROLE_TEXT);
    int column = screen_text(screen, 1, row, columns, ROLE_ACCENT, "overshoot");
    if (screen->display->scene_count > 1)
        snprintf(place, sizeof place, "%d of %d", screen->display->scene + 1,
                 screen->display->scene_count);
    play_state(screen, state);
    int end = columns - 1;
    if (session->host.recording)
        end = put_right(screen, row, column, end, ROLE_ACCENT,
                        screen_word(screen, "● rec", "(o) rec"));
    end = put_right(screen, row, column, end, ROLE_MUTED, place);
    end = put_right(screen, row, column, end, ROLE_TEXT, state);
    const char *name = surface->row ? surface->row->name : data_words(session, words);
    if (*session->words.title && column + 3 < end)
        column = screen_text_cut(screen, column + 3, row, end, ROLE_STRONG, session->words.title);
    bool named = *name && column + 3 + screen_columns(screen, name) <= end;
    if (named)
        column = screen_text(screen, column + 3, row, end, ROLE_TEXT, name);
    struct text pretty = {0};
    screen_pretty(screen, &pretty, surface->formula);
    column += named ? 2 : 3;
    if (pretty.bytes && column + 8 < end)
        screen_text_cut(screen, column, row, end, ROLE_MUTED, pretty.bytes);
    text_free(&pretty);
    screen_raise(screen, area);
}

/* Arrow keys are named by their signs; a key of a pair stands for both. */
static const char *key_sign(const struct screen *screen, const char *key)
{
    static const char *const signs[][3] = {{"right", "←→", "left/right"},
                                           {"down", "↑↓", "up/down"},
                                           {"escape", "esc", "esc"},
                                           {"L", "H L", "H L"},
                                           {"K", "J K", "J K"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strcmp(key, signs[i][0]) == 0)
            return screen_word(screen, signs[i][1], signs[i][2]);
    }
    return key;
}

static const char *key_word(const struct screen *screen, const struct key_row *key)
{
    const struct session *session = screen->session;
    bool plays = tape_is_on(session) ? tape_runs(session) : session->player.playing;
    if (key->action == KEY_TOGGLE)
        return plays ? "pause" : "run";
    return key->brief;
}

static int key_columns(const struct screen *screen, const struct key_row *key)
{
    return screen_columns(screen, key_sign(screen, key->key)) + 1 +
           screen_columns(screen, key_word(screen, key));
}

static bool is_last(const struct key_row *key)
{
    return strcmp(key->key, "?") == 0 || strcmp(key->key, "q") == 0;
}

/* Those for help and for quitting keep their room: who is lost needs them. */
void keys_draw(const struct screen *screen, struct area area)
{
    enum { GAP = 2 };
    int row = area.row, column = 1, end = screen->frame->columns - 1, kept = 0;
    for (int i = 0; i < key_row_count; i++)
        kept += is_last(&key_rows[i]) ? key_columns(screen, &key_rows[i]) + GAP : 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < key_row_count; i++) {
            const struct key_row *key = &key_rows[i];
            int limit = pass ? end : end - kept;
            bool pointless = key->action == KEY_SCENE && screen->display->scene_count < 2;
            if (!key->brief || pointless || is_last(key) != pass ||
                key_find(screen->session, key->key) != key ||
                column + key_columns(screen, key) > limit)
                continue;
            column = screen_text(screen, column, row, end, ROLE_MUTED, key_sign(screen, key->key));
            column = screen_text(screen, column + 1, row, end, ROLE_FAINT, key_word(screen, key));
            column += GAP;
        }
    }
}
