#include "card.h"

#include "parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- what is hidden --- */

static const char hidden[] = "shown with the answer";

void veil_draw(const struct screen *screen, struct area area)
{
    int columns = (int)sizeof hidden - 1, row = area.row + area.rows / 2;
    int column = area.column + (area.columns - columns) / 2, end = area.column + area.columns;
    column = column > area.column ? column : area.column;
    screen_veil(screen, area.column, row, column - 1);
    column = screen_text(screen, column, row, end, ROLE_FAINT, hidden);
    screen_veil(screen, column + 1, row, end);
}

/* --- the card --- */

enum { INDENT = 3, GAP = 4, CHIP = 3, LINES_MAX = 12, READABLE = 110, TIME = 12, TIMED = 60 };

/* How much of it there is room for, as is said first. */
enum fit { FIT_ROOMY, FIT_CLOSE, FIT_BARE, FIT_CUT, FITS };

struct card {
    const struct screen *screen;
    const struct quiz *quiz;
    struct area area; /* of its words */
    int row;
    bool told, draws;
    enum fit fit;
};

/* The text as it is shown, in lines, of which there are at most so many. */
static void add_text(struct card *card, enum role role, const char *text, int most)
{
    struct text spelled = {0};
    struct line lines[LINES_MAX];
    int columns = card->area.columns < READABLE ? card->area.columns : READABLE;
    int end = card->area.column + card->area.columns, limit = card->area.row + card->area.rows;
    screen_spell(card->screen, &spelled, text);
    int count = spelled.length ? screen_wrap(spelled.bytes, columns, lines, most) : 0;
    for (int i = 0; i < count; i++, card->row++)
        if (card->draws && card->row < limit)
            screen_line(card->screen, card->area.column, card->row, end, role, spelled.bytes,
                        &lines[i]);
    text_free(&spelled);
}

/* The question, with room beside it for how long it has been open. */
static void add_question(struct card *card)
{
    enum { QUESTION_LINES = 3 };
    int end = card->area.column + card->area.columns, row = card->row;
    bool timed = card->area.columns >= TIMED;
    card->area.columns -= timed ? TIME : 0;
    add_text(card, ROLE_STRONG, card->quiz->question, QUESTION_LINES);
    card->area.columns += timed ? TIME : 0;
    int seconds = card->told ? 0 : card->screen->display->waited;
    char words[32];
    if (!timed || !card->draws || seconds <= 0)
        return;
    snprintf(words, sizeof words, seconds < 600 ? "open %d s" : "open %d min",
             seconds < 600 ? seconds : seconds / 60);
    screen_right(card->screen, end, row, ROLE_MUTED, words);
}

static void add_blank(struct card *card)
{
    card->row += card->fit == FIT_ROOMY;
}

static const char *sign_of(const struct card *card, bool right)
{
    return right ? screen_word(card->screen, "✓", "+") : screen_word(card->screen, "✕", "x");
}

/* What goes before the words of a choice: its letter, and room for the sign that comes with the
 * answer, so that its lines are the same before it. */
enum { BEFORE_WORDS = CHIP + 1, SIGN = 2, CHOICE_LINES = 3 };

/* The words of a choice, as they are shown; where it is close, one line that is cut. Returns the
 * rows that they take. */
static int add_words(const struct card *card, const char *words, int column, int limit, int marks,
                     enum role role)
{
    const struct screen *screen = card->screen;
    struct text spelled = {0};
    struct line lines[CHOICE_LINES];
    int most = card->fit < FIT_CUT ? CHOICE_LINES : 1, room = limit - column - SIGN;
    screen_spell(screen, &spelled, words);
    int count = spelled.length ? screen_wrap(spelled.bytes, room > 1 ? room : 1, lines, most) : 0;
    int end = card->area.row + card->area.rows;
    for (int i = 0; i < count && card->draws && card->row + i < end; i++) {
        bool cut = i == count - 1 && (size_t)lines[i].end < spelled.length;
        if (cut)
            screen_text_cut(screen, column + marks, card->row + i, limit, role,
                            spelled.bytes + lines[i].begin);
        else
            screen_line(screen, column + marks, card->row + i, limit, role, spelled.bytes,
                        &lines[i]);
    }
    text_free(&spelled);
    return count > 1 ? count : 1;
}

/* A letter on the accent and its words; with the answer, what is right and what was wrong. Returns
 * the rows that it takes. */
static int add_choice(const struct card *card, int choice, int column, int limit)
{
    const struct screen *screen = card->screen;
    const struct quiz *quiz = card->quiz;
    bool right = card->told && choice == quiz->right;
    bool wrong =
        card->told && quiz->answered && quiz_judges(quiz) && choice == quiz->chosen && !right;
    bool chosen = card->told && quiz->answered && choice == quiz->chosen;
    enum role role = right ? ROLE_GOOD : wrong ? ROLE_DANGER : ROLE_TEXT;
    bool plain = card->told && !right && !wrong && !chosen;
    bool draws = card->draws && card->row < card->area.row + card->area.rows;
    int words = column + BEFORE_WORDS;
    if (draws)
        screen_printf(screen, column, card->row, limit, plain ? ROLE_MUTED : ROLE_CHOSEN, " %c ",
                      'A' + choice);
    if (draws && (right || wrong))
        screen_text(screen, words, card->row, limit, role, sign_of(card, right));
    int rows = add_words(card, quiz->choices[choice].text, words, limit, right || wrong ? SIGN : 0,
                         plain ? ROLE_MUTED : role);
    int end = words + screen_columns(screen, quiz->choices[choice].text);
    char key[2] = {(char)('a' + choice), '\0'};
    if (draws && !card->told)
        target_key(screen,
                   (struct area){column, card->row, (end < limit ? end : limit) - column, rows},
                   key);
    return rows;
}

static int choice_columns(const struct card *card, int choice)
{
    return BEFORE_WORDS + screen_columns(card->screen, card->quiz->choices[choice].text) + SIGN;
}

/* In a row if all have room there, else in columns, as many as have room. */
static void add_choices(struct card *card)
{
    const struct quiz *quiz = card->quiz;
    int widest = 0, all = 0, room = card->area.columns, rows = 1;
    for (int i = 0; i < quiz->choice_count; i++) {
        int columns = choice_columns(card, i);
        all += columns + (i ? GAP - 2 : 0);
        widest = columns > widest ? columns : widest;
    }
    int across = all <= room ? quiz->choice_count : (room + 2) / (widest + 2);
    across = across > 0 ? across : 1;
    int width = across > 1 ? widest + 2 : room, column = card->area.column;
    for (int i = 0; i < quiz->choice_count; i++) {
        int end =
            all <= room ? column + choice_columns(card, i) : column + width - (across > 1) * 2;
        end = end < card->area.column + room ? end : card->area.column + room;
        int taken = add_choice(card, i, column, end);
        rows = taken > rows ? taken : rows;
        column = all <= room ? end + GAP - 2 : column + width;
        if (i % across == across - 1 || i == quiz->choice_count - 1) {
            card->row += rows;
            rows = 1;
            column = card->area.column;
        }
    }
}

/* How it is answered, where there are no choices to be seen. */
static void add_manner(struct card *card)
{
    static const char *const words[] = {
        [QUIZ_BY_POINT] = "a click on the map answers, or `: answer X, Y`",
        [QUIZ_BY_NUMBER] = "`: answer NUMBER` answers",
    };
    bool line = problem_is_line(sim_problem(card->screen->session->sim));
    const char *how = card->quiz->by == QUIZ_BY_NUMBER && line
                          ? "a click on the curve answers, or `: answer X`"
                          : words[card->quiz->by];
    add_text(card, ROLE_ACCENT, how, 2);
}

/* What is right, as briefly as it can be found among what is shown. */
static void write_right(const struct quiz *quiz, struct text *out)
{
    if (quiz->by == QUIZ_BY_CHOICE && quiz->right >= 0)
        text_add(out, "%c", 'A' + quiz->right);
    else
        quiz_write_right(quiz, out);
}

/* Whether it was right, and what is; then the words after the answer. */
static void add_verdict(struct card *card)
{
    const struct quiz *quiz = card->quiz;
    struct text words = {0}, right = {0}, given = {0};
    enum { MOST = 7 };
    bool judged = quiz->answered && quiz_judges(quiz);
    write_right(quiz, &right);
    quiz_write_answer(quiz, &given);
    if (judged && quiz->is_right)
        text_add(&words, "%s right. ", sign_of(card, true));
    else if (judged)
        text_add(&words, "%s no, it is %s. ", sign_of(card, false), right.bytes);
    else if (right.length)
        text_add(&words, "the answer: %s. ", right.bytes);
    else if (given.length && quiz->by == QUIZ_BY_WORDS)
        text_add(&words, "the answer that was given: %s. ", given.bytes);
    int first = card->row;
    text_add(&words, "%s", quiz->then ? quiz->then : "");
    add_text(card, ROLE_TEXT, words.bytes ? words.bytes : "", MOST);
    if (judged && card->draws && first < card->area.row + card->area.rows)
        screen_printf(card->screen, card->area.column, first,
                      card->area.column + card->area.columns,
                      quiz->is_right ? ROLE_GOOD : ROLE_DANGER, "%s %s",
                      sign_of(card, quiz->is_right), quiz->is_right ? "right" : "no");
    text_free(&words);
    text_free(&right);
    text_free(&given);
}

/* Returns the rows that it takes. */
static int add_all(struct card *card)
{
    enum { FACT_LINES = 3 };
    const struct quiz *quiz = card->quiz;
    const char *facts = card->screen->session->words.caption;
    card->row = card->area.row;
    add_blank(card);
    add_question(card);
    if (!card->told && *facts && card->fit < FIT_BARE)
        add_text(card, ROLE_MUTED, facts, FACT_LINES);
    if (quiz->by != QUIZ_BY_WORDS)
        add_blank(card);
    if (quiz->by == QUIZ_BY_CHOICE)
        add_choices(card);
    else if (!card->told && quiz->by != QUIZ_BY_WORDS)
        add_manner(card);
    if (card->told) {
        if (quiz->by == QUIZ_BY_CHOICE)
            add_blank(card);
        add_verdict(card);
    }
    add_blank(card);
    return card->row - card->area.row;
}

static struct card card_begin(const struct screen *screen, struct area area)
{
    area.column += INDENT, area.columns -= 2 * INDENT;
    return (struct card){.screen = screen, .quiz = &screen->session->quiz, .area = area};
}

/* Nothing moves with the answer. */
static int rows_of(struct card *card, enum fit fit)
{
    card->fit = fit;
    card->told = true;
    int after = quiz_tells(card->quiz) ? add_all(card) : 0;
    card->told = false;
    int before = add_all(card);
    return after > before ? after : before;
}

static int measure(struct card *card)
{
    int rows = card->screen->frame->rows,
        most[FITS] = {rows * 2 / 5, rows * 2 / 5, rows / 2, rows / 2};
    int fit = screen_has_room(card->screen, ROOM_BLANKS) ? FIT_ROOMY : FIT_CLOSE;
    int taken = rows_of(card, (enum fit)fit);
    while (fit < FIT_CUT && taken > most[fit])
        taken = rows_of(card, (enum fit)++ fit);
    return taken < most[fit] ? taken : most[fit];
}

int card_rows(const struct screen *screen, int columns)
{
    struct card card = card_begin(screen, (struct area){0, 0, columns, screen->frame->rows});
    return measure(&card);
}

/* A click anywhere goes on; before the answer, where nothing else can be clicked. */
void card_draw(const struct screen *screen, struct area area)
{
    const struct quiz *quiz = &screen->session->quiz;
    struct card card = card_begin(screen, area);
    screen_fill(screen, area, ROLE_TEXT);
    measure(&card);
    card.told = quiz->told;
    card.draws = true;
    if (quiz->told || quiz->by == QUIZ_BY_WORDS)
        target_key(screen, area, "space");
    for (int row = area.row; row < area.row + area.rows; row++)
        screen_put(screen, area.column, row, screen_glyph(screen, 0x258C, '|'), ROLE_ACCENT);
    add_all(&card);
    screen_tint_balls(screen, area);
    screen_raise(screen, area);
}

/* --- its keys --- */

struct keys {
    const struct screen *screen;
    int column, row, end;
};

/* A key with its word; `brief` where there is no room for that. */
static void add_key(struct keys *keys, const char *key, const char *sign, const char *word)
{
    const struct screen *screen = keys->screen;
    int begin = keys->column, wide = screen_columns(screen, sign) + 1 + (int)strlen(word);
    if (begin + wide > keys->end)
        return;
    int column = screen_text(screen, begin, keys->row, keys->end, ROLE_STRONG, sign);
    column = screen_text(screen, column + 1, keys->row, keys->end, ROLE_MUTED, word);
    if (key)
        target_key(screen, (struct area){begin, keys->row, column - begin, 1}, key);
    keys->column = column + (screen->frame->columns >= 100 ? 3 : 2);
}

/* Each presses itself. */
static void add_letters(struct keys *keys, int count)
{
    for (int i = 0; i < count; i++) {
        char key[2] = {(char)('a' + i), '\0'};
        add_key(keys, key, key, i == count - 1 ? "answer" : "");
        keys->column -= i < count - 1 ? (keys->screen->frame->columns >= 100 ? 3 : 2) : 0;
    }
}

void card_keys_draw(const struct screen *screen, struct area area)
{
    enum { SPREAD = 64 };
    const struct quiz *quiz = &screen->session->quiz;
    struct keys keys = {screen, 1, area.row, area.columns - 1}, last = keys;
    bool wide = area.columns >= SPREAD;
    last.column = wide ? keys.end - (int)strlen("? help  q quit") : keys.end;
    last.column -= area.columns >= 100;
    keys.end = wide ? last.column - 1 : keys.end;
    if (quiz->told) {
        add_key(&keys, "space", "space", "goes on");
        add_key(&keys, ":", ":", "command");
        add_key(&keys, "v", "v", "view");
    } else {
        if (quiz->by == QUIZ_BY_CHOICE)
            add_letters(&keys, quiz->choice_count);
        if (quiz->by == QUIZ_BY_POINT)
            add_key(&keys, NULL, "click", "answers");
        if (quiz->by == QUIZ_BY_NUMBER)
            add_key(&keys, ":", ": answer", "number");
        add_key(&keys, "space", "space", quiz_tells(quiz) ? "show the answer" : "goes on");
        add_key(&keys, "escape", "esc", "leave the question");
        add_key(&keys, "v", "v", "view");
        add_key(&keys, NULL, "", "the run waits");
    }
    if (wide) {
        add_key(&last, "?", "?", "help");
        add_key(&last, "q", "q", "quit");
    }
}

/* --- on the map --- */

static void mark_place(const struct plot *plot, struct point place, const char *sign,
                       enum role role, const char *key)
{
    const struct screen *screen = plot->screen;
    struct sight at = plot->projection->sight(plot, place);
    struct point cell = drawing_cell(plot->drawing, at.at);
    const struct area *area = &plot->area;
    if (!at.inside ||
        !(cell.x >= 0 && cell.x < area->columns && cell.y >= 0 && cell.y < area->rows))
        return;
    int width = screen_columns(screen, sign), column = area->column + (int)cell.x - width / 2;
    int last = area->column + area->columns - width;
    column = column < area->column ? area->column : column > last ? last : column;
    int row = area->row + (int)cell.y;
    screen_text(screen, column, row, area->column + area->columns, role, sign);
    screen_raise(screen, (struct area){column, row, width, 1});
    if (key)
        target_key(screen, (struct area){column, row, width, 1}, key);
}

static void mark_choices(const struct plot *plot, const struct quiz *quiz)
{
    for (int i = 0; i < quiz->choice_count; i++) {
        bool right = quiz->told && i == quiz->right;
        char key[2] = {(char)('a' + i), '\0'}, sign[16];
        snprintf(sign, sizeof sign, " %c%s ", 'A' + i,
                 right ? screen_word(plot->screen, "✓", "+") : "");
        if (quiz->choices[i].placed)
            mark_place(plot, quiz->choices[i].place, sign,
                       quiz->told && !right ? ROLE_TEXT : ROLE_CHOSEN, quiz->told ? NULL : key);
    }
}

void card_mark(const struct plot *plot)
{
    const struct quiz *quiz = &plot->screen->session->quiz;
    bool line = problem_is_line(sim_problem(plot->screen->session->sim));
    bool point = quiz->by == QUIZ_BY_POINT || (quiz->by == QUIZ_BY_NUMBER && line);
    if (!quiz_is_shown(plot->screen->session))
        return;
    mark_choices(plot, quiz);
    if (!point || !quiz->told)
        return;
    if (quiz->answered && !quiz->is_right)
        mark_place(plot, quiz->pointed, " no ", ROLE_DANGER, NULL); /* no mark of a minimum */
    mark_place(plot, quiz->place, screen_word(plot->screen, " ✓ ", " + "), ROLE_CHOSEN, NULL);
}
