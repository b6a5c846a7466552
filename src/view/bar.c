/* The top line, and the key line at the bottom. */

#include "card.h"
#include "parts.h"

#include "../command/command.h"

#include <stdio.h>
#include <string.h>

enum { SPEED = 60, SPREAD = 100 }; /* columns from which on it is told, and words have more room */

enum { STATE_SIZE = 160, QUIZ_SIGN_SIZE = 48, PLACE_SIZE = 40 };

/* That of a question, and which of the scene's. */
static const char *quiz_sign(const struct screen *screen, char sign[QUIZ_SIGN_SIZE])
{
    const struct quiz *quiz = &screen->session->quiz;
    const char *word = quiz->told ? "answered" : "question";
    if (quiz->number > 0 && quiz->count > 1 && screen->frame->columns >= SPREAD)
        snprintf(sign, QUIZ_SIGN_SIZE, "? %s %d of %d ", word, quiz->number, quiz->count);
    else
        snprintf(sign, QUIZ_SIGN_SIZE, "? %s ", word);
    return sign;
}

/* Whether time goes on. */
static const char *play_sign(const struct screen *screen, char own[QUIZ_SIGN_SIZE])
{
    const struct session *session = screen->session;
    const struct player *player = &session->player;
    return tape_is_on(session) && !tape_runs(session)
               ? screen_word(screen, "❚❚ recording stopped ", "|| recording stopped ")
           : quiz_is_shown(session) ? quiz_sign(screen, own)
           : player->goal >= 0      ? screen_word(screen, "▶▶", ">>")
           : player->playing        ? screen_word(screen, "▶", ">")
                                    : screen_word(screen, "❚❚", "||");
}

/* Where it has come to, after the sign. The number has the room that it will need, so that it
 * stands still. */
static void play_state(const struct screen *screen, const char *sign, bool epochs,
                       char text[STATE_SIZE])
{
    const struct session *session = screen->session;
    const struct player *player = &session->player;
    const struct row *row = sim_row(session->sim, session->selected);
    long long goal = player->goal >= 0 ? player->goal : player->budget;
    char epoch[32] = "";
    int room = row->n < 1000 && goal < 1000 ? 3 : row->n < 10000 && goal < 10000 ? 4 : 7;
    if (epochs && sim_recipe(session->sim, session->selected)->batch > 0)
        snprintf(epoch, sizeof epoch, "  epoch %-3lld", (long long)row->epoch);
    int length = snprintf(text, STATE_SIZE, "%s n %-*lld", sign, room, (long long)row->n);
    if (goal > 0)
        length += snprintf(text + length, STATE_SIZE - (size_t)length, " %s %lld",
                           player->goal >= 0 ? "to" : "of", goal);
    snprintf(text + length, STATE_SIZE - (size_t)length, "%s", epoch);
}

/* Writes a text at the right end if the place is free, with a gap; that is the new right end.
 * Returns where it stands. */
static struct area put_right(const struct screen *screen, int row, int from, int *end,
                             enum role role, const char *text)
{
    int width = screen_columns(screen, text), right = *end;
    if (!width || right - width < from + 2)
        return (struct area){0};
    screen_text(screen, right - width, row, right, role, text);
    *end = right - width - 3;
    return (struct area){right - width, row, width, 1};
}

/* The left half of the place goes back, the right one on. */
static void target_place(const struct screen *screen, struct area area)
{
    int half = area.columns / 2;
    target_keys(screen, (struct area){area.column, area.row, half, area.rows}, "p", "n", "p");
    area.column += half, area.columns -= half;
    target_keys(screen, area, "n", "n", "p");
}

static void target_state(const struct screen *screen, struct area area, const char *sign)
{
    int width = screen_columns(screen, sign);
    width = width < area.columns ? width : area.columns;
    target_keys(screen, (struct area){area.column, area.row, width, area.rows}, "space", ".", ",");
    area.column += width + 1, area.columns -= width + 1;
    target_add(screen, (struct target){TARGET_BUTTON, area, CLICK_TYPE, .more = ".", .less = ","},
               "goto ");
}

/* Of a surface that reads data, which and how many: "cars.csv, 47 of 50 rows". */
static const char *data_words(const struct session *session, char words[80])
{
    const struct data *data = sim_problem(session->sim)->data;
    *words = '\0';
    if (data && sim_problem(session->sim)->code->graph->reads_data) {
        const char *folder_end = strrchr(data->path, '/');
        int length = snprintf(words, 80, "%.40s, %lld", folder_end ? folder_end + 1 : data->path,
                              (long long)data->rows);
        if (data->whole)
            length += snprintf(words + length, 80 - (size_t)length, " of %lld",
                               (long long)data->whole->rows);
        snprintf(words + length, 80 - (size_t)length, " rows");
    }
    return words;
}

/* Where it is in the playlist: by the number that `scene` takes, where that is not its place. */
static void write_place(const struct screen *screen, char place[PLACE_SIZE])
{
    const struct display *display = screen->display;
    const struct playlist *playlist = &screen->session->host.playlist;
    *place = '\0';
    if (display->scene_count <= 1 || display->scene < 0)
        return;
    if (playlist->count != display->scene_count || playlist_is_counted(playlist)) {
        snprintf(place, PLACE_SIZE, "%d of %d", display->scene + 1, display->scene_count);
        return;
    }
    const struct scene_number number = playlist_number(playlist, display->scene);
    char words[SCENE_NUMBER_SIZE];
    int last = playlist_last(playlist, number.lesson);
    int length = snprintf(place, PLACE_SIZE, "%s %s", number.lesson ? "lesson" : "scene",
                          scene_number_write(&number, words));
    if (last > 0)
        snprintf(place + length, (size_t)(PLACE_SIZE - length), " of %d", last);
}

/* What is at the right end; returns where it begins. */
static int draw_state(const struct screen *screen, int row, int column, int end)
{
    const struct session *session = screen->session;
    char place[PLACE_SIZE], speed[80], state[STATE_SIZE], number[32];
    bool spread = screen->frame->columns >= SPREAD;
    write_place(screen, place);
    snprintf(speed, sizeof speed, "%s%s", screen_number(session->player.speed, number),
             spread ? " steps/s" : "/s");
    char own[QUIZ_SIGN_SIZE];
    const char *sign = play_sign(screen, own);
    play_state(screen, sign, true, state);
    int title = screen_columns(screen, session->words.title);
    if (title && column + 2 + title + 3 + screen_columns(screen, state) > end)
        play_state(screen, sign, false, state); /* the title says more */
    if (session->host.recording)
        target_key(screen,
                   put_right(screen, row, column, &end, ROLE_DANGER,
                             screen_word(screen, "● rec", "(o) rec")),
                   "r");
    int least = column + 2 + screen_columns(screen, state); /* this one is the last to go */
    target_place(screen, put_right(screen, row, least, &end, ROLE_MUTED, place));
    if (title) /* the speed goes before a part of the title does */
        least += 4 + title;
    if (screen->frame->columns >= SPEED)
        target_add(screen,
                   (struct target){TARGET_BUTTON,
                                   put_right(screen, row, least, &end, ROLE_MUTED, speed),
                                   CLICK_TYPE, .more = "+", .less = "-"},
                   "speed ");
    target_state(screen, put_right(screen, row, column, &end, ROLE_TEXT, state), sign);
    return end;
}

/* Whole, or as many of its terms as there is room for; not where that is hardly any. Returns the
 * column after it. */
static int draw_formula(const struct screen *screen, int column, int row, int end,
                        const char *formula)
{
    enum { LEAST = 6, MORE = 2 };
    struct text spelled = {0};
    struct line line;
    screen_spell(screen, &spelled, formula);
    int columns = utf8_columns(spelled.bytes, spelled.length), room = end - column;
    bool whole = columns <= room;
    if (screen_wrap_formula(spelled.bytes, whole ? room : room - MORE, 0, &line, 1) &&
        (whole || line.end - line.begin >= LEAST)) {
        column = screen_line(screen, column, row, end, ROLE_MUTED, spelled.bytes, &line);
        if (!whole)
            column =
                screen_text(screen, column, row, end, ROLE_MUTED, screen_word(screen, " …", " ~"));
    }
    text_free(&spelled);
    return column;
}

static struct area from_to(int column, int end, int row)
{
    return (struct area){column, row, end - column, 1};
}

/* The surface's name leads to its page, its formula to the prompt. Both from a column on. */
static void draw_surface(const struct screen *screen, int column, int row, int end)
{
    const struct problem *surface = sim_problem(screen->session->sim);
    char words[80];
    const char *name = surface->row ? surface->row->name : data_words(screen->session, words);
    struct text pretty = {0}, line = {0};
    screen_pretty(screen, &pretty, surface->formula);
    if (*name && column + 2 + screen_columns(screen, name) <= end) {
        int begin = column + 2;
        column = screen_text(screen, begin, row, end, ROLE_MUTED, name);
        if (surface->row)
            target_help(screen, from_to(begin, column, row), name);
        else
            target_command(screen, from_to(begin, column, row), "list columns");
    }
    text_add(&line, "surface ");
    text_add_flat(&line, surface->formula);
    int after = draw_formula(screen, column + 2, row, end, pretty.bytes);
    target_add(screen, (struct target){TARGET_BUTTON, from_to(column + 2, after, row), CLICK_TYPE},
               line.bytes);
    text_free(&line);
    text_free(&pretty);
}

void bar_draw(const struct screen *screen, struct area area)
{
    const struct session *session = screen->session;
    int row = area.row, columns = area.columns;
    screen_fill(screen, area, ROLE_TEXT);
    bool brief = screen->display->beside && columns < SPREAD; /* the room is the title's */
    int column = brief ? -1 : screen_text(screen, 1, row, columns, ROLE_ACCENT, "overshoot");
    target_key(screen, from_to(1, column, row), "?");
    int end = draw_state(screen, row, column, columns - 1);
    bool titled = *session->words.title;
    if (titled && column + 2 < end) {
        int begin = column + 2;
        column = screen_text_cut(screen, begin, row, end, ROLE_STRONG, session->words.title);
        target_command(screen, from_to(begin, column, row),
                       screen->display->scene_count > 0 ? "playlist" : "list scenes");
    }
    if (!titled || screen_has_room(screen, ROOM_FORMULA))
        draw_surface(screen, column, row, end);
    screen_raise(screen, area);
}

static const struct sign {
    const char *key, *sign, *pair, *ascii;
    const char *other; /* of a pair, the one before it */
} signs[] = {{"left", "←", "←→", "left/right", NULL},
             {"right", "→", "←→", "left/right", "left"},
             {"up", "↑", "↑↓", "up/down", NULL},
             {"down", "↓", "↑↓", "up/down", "up"},
             {"escape", "esc", "esc", "esc", NULL},
             {"L", "L", "H L", "H L", "H"},
             {"K", "K", "J K", "J K", "J"}};

static const struct sign *find_sign(const char *key)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(key, signs[i].key) == 0)
            return &signs[i];
    return NULL;
}

const char *key_sign(const struct screen *screen, const char *key, bool pair)
{
    const struct sign *sign = find_sign(key);
    return !sign ? key
                 : screen_word(screen, pair ? sign->pair : sign->sign, pair ? sign->ascii : key);
}

/* Of a pair, the begin presses the other one. */
static void target_sign(const struct screen *screen, struct area area, const char *key)
{
    const struct sign *sign = find_sign(key);
    target_key(screen, area, key);
    if (sign && sign->other) {
        area.columns = screen_columns(screen, key_sign(screen, sign->other, false));
        target_key(screen, area, sign->other);
    }
}

static void key_word(const struct screen *screen, const struct key_row *key, struct text *word)
{
    const struct session *session = screen->session;
    struct named_value number;
    bool plays = tape_is_on(session) ? tape_runs(session) : session->player.playing;
    if (key->action == KEY_TOGGLE)
        text_add(word, "%s", plays ? "pause" : "run");
    else if (key->action == KEY_CHANGE && session_number(session, session->chosen, &number))
        screen_pretty(screen, word, number.name);
    else
        text_add(word, "%s", key->brief);
}

/* Whether a key is named there: not what would do nothing, nor what another key does in this view.
 */
static bool is_named(const struct screen *screen, const struct key_row *key)
{
    bool pointless = key->action == KEY_SCENE && screen->display->scene_count < 2;
    return key->brief && !pointless && key_find(screen->session, key->key) == key;
}

static bool is_last(const struct key_row *key)
{
    return strcmp(key->key, "?") == 0 || strcmp(key->key, "q") == 0;
}

/* The key with its word; returns the column after it. */
static int draw_key(const struct screen *screen, int column, int row, const struct key_row *key,
                    bool draw)
{
    struct text word = {0};
    const char *sign = key_sign(screen, key->key, true);
    key_word(screen, key, &word);
    int end = column + screen_columns(screen, sign) + 1 + screen_columns(screen, word.bytes);
    if (draw) {
        target_sign(screen, from_to(column, end, row), key->key);
        column = screen_text(screen, column, row, end, ROLE_STRONG, sign);
        screen_text(screen, column + 1, row, end, ROLE_MUTED, word.bytes);
    }
    text_free(&word);
    return end;
}

enum { KEYS_THAT_GO = 11 };

/* Draws or measures the keys of one end of the line, without those that have gone. */
static int draw_keys(const struct screen *screen, int column, int row, int gap, bool last, int gone,
                     bool draw)
{
    static const char *const first_to_go[KEYS_THAT_GO] = {"0", "n", "down",  ",", ".", "[",
                                                          "L", "K", "right", "v", ":"};
    for (int i = 0; i < key_row_count; i++) {
        const struct key_row *key = &key_rows[i];
        bool left_out = !is_named(screen, key) || is_last(key) != last;
        for (int k = 0; k < gone; k++)
            left_out |= strcmp(key->key, first_to_go[k]) == 0;
        if (!left_out)
            column = draw_key(screen, column, row, key, draw) + gap;
    }
    return column - gap;
}

/* Those for help and for quitting keep their place at the end: who is lost needs them. */
void keys_draw(const struct screen *screen, struct area area)
{
    if (quiz_is_shown(screen->session)) {
        card_keys_draw(screen, area);
        return;
    }
    int end = area.columns - 1, gap = area.columns >= SPREAD ? 3 : 2, gone = 0;
    int last = end - draw_keys(screen, 0, area.row, gap, true, 0, false);
    while (gone < KEYS_THAT_GO &&
           draw_keys(screen, 1, area.row, gap, false, gone, false) + gap > last)
        gone++;
    draw_keys(screen, 1, area.row, gap, false, gone, true);
    screen_fill(screen, (struct area){last - gap, area.row, area.columns - last + gap, 1},
                ROLE_TEXT);
    draw_keys(screen, last, area.row, gap, true, 0, true);
}
