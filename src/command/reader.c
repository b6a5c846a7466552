#include "rows.h"

#include "../base/wording.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

void reader_skip(struct reader *in, int size)
{
    in->at += size;
    in->at += strspn(in->at, " \t");
}

bool reader_ended(const struct reader *in)
{
    return !*in->at;
}

int reader_place(const struct reader *in, const char *word)
{
    return (int)(word - in->text);
}

int reader_offset(const struct reader *in)
{
    return reader_place(in, in->at);
}

bool reader_blame(const struct reader *in, const char *text)
{
    int within = in->error->offset == ERROR_NO_PLACE ? 0 : in->error->offset;
    in->error->offset = reader_place(in, text) + within;
    return false;
}

static size_t trimmed(const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    return length;
}

char *reader_until(struct reader *in, char *end, int size)
{
    char *text = in->at;
    size_t length = (size_t)(end - text);
    in->at = end;
    reader_skip(in, size);
    text[trimmed(text, length)] = '\0';
    return text;
}

char *reader_word(struct reader *in)
{
    char *end = in->at + strcspn(in->at, " \t");
    return reader_until(in, end, *end ? 1 : 0);
}

char *reader_rest(struct reader *in)
{
    return reader_until(in, in->at + strlen(in->at), 0);
}

bool reader_takes(struct reader *in, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(in->at, word, length) != 0 || !strchr(" \t", in->at[length]))
        return false;
    reader_skip(in, (int)length);
    return true;
}

/* Bytes up to one of stops that is not inside parentheses or brackets. */
static size_t span_to(const char *text, const char *stops)
{
    int depth = 0;
    size_t i = 0;
    for (; text[i]; i++) {
        if (depth == 0 && strchr(stops, text[i]))
            break;
        if (text[i] == '(' || text[i] == '[')
            depth++;
        if ((text[i] == ')' || text[i] == ']') && depth > 0)
            depth--;
    }
    return i;
}

/* `0.0x`, `0.5y`: a number with a letter too many, which would be a factor of where the ball is,
 * and 0 with any name. Whoever means it writes the `*`. */
static bool is_slip(const char *text, size_t length, size_t *digits)
{
    char name[NAME_SIZE];
    *digits = strspn(text, "0123456789.");
    int size = *digits > 0 ? name_scan(text + *digits, name) : 0;
    bool zero = strspn(text, "0.") == *digits;
    return size > 0 && *digits + (size_t)size == length &&
           (zero || strcmp(name, "x") == 0 || strcmp(name, "y") == 0);
}

/* The number of the first bytes of a text in the arguments. */
static bool evaluate(struct reader *in, char *text, size_t length, double *value)
{
    struct sim_scope_place place;
    struct scope scope = sim_scope(in->session->sim, in->session->selected, &place);
    size_t digits;
    if (is_slip(text, length, &digits))
        return reader_error_in(in, text + digits,
                               "expected the number's end, not '%.*s'; a product is `%.*s*%.*s`",
                               (int)(length - digits), text + digits, (int)digits, text,
                               (int)(length - digits), text + digits);
    char kept = text[length];
    text[length] = '\0';
    bool good = value_evaluate(text, &scope, value, in->error);
    text[length] = kept;
    return good || reader_blame(in, text);
}

bool reader_number(struct reader *in, const char *stops, const char *what, double *value)
{
    int offset = reader_offset(in);
    if (reader_ended(in))
        return error_at(in->error, offset, "expected %s here, a number or a formula", what);
    size_t length = span_to(in->at, stops);
    if (!evaluate(in, in->at, trimmed(in->at, length), value))
        return false;
    if (!isfinite(*value))
        return error_at(in->error, offset, "%s must be a finite number, not %g", what, *value);
    reader_skip(in, (int)length);
    return true;
}

bool reader_count(struct reader *in, const char *stops, const char *what, int64_t least,
                  int64_t most, int64_t *value)
{
    int offset = reader_offset(in);
    double number;
    if (!reader_number(in, stops, what, &number))
        return false;
    if (number != floor(number) || number < (double)least || number > (double)most)
        return error_at(in->error, offset, "%s must be a whole number from %lld to %lld, not %.9g",
                        what, (long long)least, (long long)most, number);
    *value = (int64_t)number;
    return true;
}

const char *reader_condition(struct reader *in)
{
    const char *condition = reader_rest(in);
    struct outcome_scope own;
    struct scope scope = outcome_scope(in->session, NULL, &own);
    own.place.reads = true;
    double value;
    bool good = value_evaluate(condition, &scope, &value, in->error);
    return good || reader_blame(in, condition) ? condition : NULL;
}

bool reader_expect(struct reader *in, char byte, const char *what)
{
    if (*in->at == byte) {
        reader_skip(in, 1);
        return true;
    }
    if (reader_ended(in))
        return reader_error(in, "expected '%c' %s, but the line ends", byte, what);
    return reader_error(in, "expected '%c' %s, not '%.1s'", byte, what, in->at);
}

bool reader_finish(struct reader *in)
{
    return reader_ended(in) || reader_error(in, "expected nothing more, found '%.40s'", in->at);
}

bool reader_two(struct reader *in, const char *first, const char *between, const char *second,
                double *x, double *y)
{
    return reader_number(in, ",", first, x) && reader_expect(in, ',', between) &&
           reader_number(in, ",", second, y) && reader_finish(in);
}

/* What stands between the numbers of two directions; true: it was read. */
static bool take_times(struct reader *in)
{
    static const char *const signs[] = {"x", "×", "by", "*"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(in->at, signs[i], strlen(signs[i])) == 0) {
            reader_skip(in, (int)strlen(signs[i]));
            return true;
        }
    return false;
}

bool reader_grid(struct reader *in, int64_t *across, int64_t *down)
{
    size_t digits = strspn(in->at, "0123456789");
    struct reader first = *in;
    char word[20];
    span_copy((struct span){in->at, digits}, word, sizeof word);
    if (digits == 0 || digits >= sizeof word)
        return reader_error(in, "expected how many across and down, as in `8x8`");
    first.at = word;
    int offset = reader_offset(in);
    reader_skip(in, (int)digits);
    if (!reader_count(&first, "", "the points across", 1, GRID_MOST, across)) {
        in->error->offset = offset;
        return false;
    }
    *down = problem_is_line(sim_problem(in->session->sim)) ? 1 : *across;
    return !take_times(in) || reader_count(in, " \t", "the points down", 1, GRID_MOST, down);
}

static bool read_interval(struct reader *in, double *low, double *high)
{
    if (!reader_expect(in, '[', "before an interval such as [-5,5]"))
        return false;
    int offset = reader_offset(in);
    if (!reader_number(in, ",]", "the interval's lower end", low) ||
        !reader_expect(in, ',', "between the ends of an interval") ||
        !reader_number(in, "],", "the interval's upper end", high) ||
        !reader_expect(in, ']', "after an interval"))
        return false;
    if (!(*low < *high) || !isfinite(*high - *low))
        return error_at(in->error, offset, "an interval needs its lower end first, not [%.9g,%.9g]",
                        *low, *high);
    return true;
}

bool reader_region(struct reader *in, struct region *region)
{
    if (!read_interval(in, &region->x0, &region->x1))
        return false;
    region->y0 = region->y1 = 0;
    if (reader_ended(in))
        return true;
    if (take_times(in))
        return read_interval(in, &region->y0, &region->y1) && reader_finish(in);
    return reader_expect(in, 'x', "between the two intervals");
}

bool reader_part(struct reader *in, struct region *region)
{
    bool line = problem_is_line(sim_problem(in->session->sim));
    int offset = reader_offset(in);
    if (!reader_region(in, region))
        return false;
    if (line && !region_is_line(region))
        return error_at(in->error, offset,
                        "the surface is a function of x alone; expected one interval");
    if (!line)
        region_square(region);
    return true;
}

bool reader_point(struct reader *in, const char *x, const char *y, struct point *place)
{
    int offset = reader_offset(in);
    if (!problem_is_line(sim_problem(in->session->sim)))
        return reader_two(in, x, "between x and y", y, &place->x, &place->y);
    place->y = 0;
    if (!reader_number(in, ",", x, &place->x) || reader_ended(in))
        return reader_finish(in);
    return error_at(in->error, offset,
                    "the surface is a function of x alone, on an interval; expected one number");
}

char *reader_find(char *text, const char *word, bool first)
{
    struct span found;
    size_t length = strlen(word), before = span_until_word(span_of(text), word, &found).length;
    if (first && strncmp(text, word, length) == 0 && strchr(" \t", text[length]))
        return text;
    return found.length > 0 ? text + before : NULL;
}

bool reader_check_name(const struct reader *in, const char *name)
{
    static const char rest[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-0123456789";
    size_t length = strlen(name);
    return (isalpha((unsigned char)*name) && strspn(name, rest) == length && length < NAME_SIZE) ||
           reader_error_in(
               in, name,
               "a ball's name has letters, digits, - and _, at most %d, and begins with a "
               "letter",
               NAME_SIZE - 1);
}

/* Where a word begins with it; NULL: none does. */
static char *find_pair(const struct reader *in, const char *pair)
{
    char *at = in->at;
    size_t length = strlen(pair);
    while (at && !(strncmp(at, pair, length) == 0 && (at == in->at || strchr(" \t", at[-1]))))
        at = strstr(at + (*at != '\0'), pair);
    return at;
}

bool reader_cut_name(struct reader *in, char name[NAME_SIZE])
{
    char *at = find_pair(in, "name=");
    *name = '\0';
    if (!at)
        return true;
    char *begin = at + 5, *end = begin + strcspn(begin, " \t"), kept = *end;
    *end = '\0';
    bool good = reader_check_name(in, begin);
    if (good)
        memcpy(name, begin, strlen(begin) + 1);
    *end = kept;
    memset(at, ' ', (size_t)(end - at));
    reader_skip(in, 0);
    return good;
}

/* `X,Y`, on a line `X`, or the same in parentheses. */
static bool read_place(struct reader *in, struct point *place)
{
    bool parted = *in->at == '(';
    if (parted)
        reader_skip(in, 1);
    place->y = 0;
    if (problem_is_line(sim_problem(in->session->sim)))
        return reader_number(in, parted ? ")" : " \t", "the start's x", &place->x) &&
               (!parted || reader_expect(in, ')', "after the start"));
    return reader_number(in, ", \t", "the start's x", &place->x) &&
           reader_expect(in, ',', "between the start's x and y, as in `start=2,1`") &&
           reader_number(in, parted ? ")" : " \t", "the start's y", &place->y) &&
           (!parted || reader_expect(in, ')', "after the start"));
}

bool reader_cut_start(struct reader *in, struct start_choice *start)
{
    struct reader rest = *in;
    char *at = find_pair(in, "start=");
    *start = (struct start_choice){.given = at != NULL};
    if (!at)
        return true;
    rest.at = at;
    reader_skip(&rest, 6);
    start->apart = !reader_takes(&rest, "auto");
    if (start->apart && !read_place(&rest, &start->place))
        return false;
    memset(at, ' ', (size_t)(rest.at - at));
    reader_skip(in, 0);
    return true;
}

bool reader_has_no_start(const struct reader *in)
{
    const char *at = find_pair(in, "start=");
    return !at || reader_error_in(in, at,
                                  "%s sets no start: `set start=X,Y` does, and the run begins anew",
                                  in->row->name);
}

bool ends_operand(const char *text, size_t length)
{
    length = trimmed(text, length);
    unsigned char last = length > 0 ? (unsigned char)text[length - 1] : ' ';
    return isalnum(last) || last == ')' || last >= 0x80 || last == '_';
}

/* Where the last `name=value` word of text begins, if there is one: a word of that form that comes
 * after an operand, so that it can be no statement of a formula. -1 if there is none. */
static int last_pair(const char *text, size_t length)
{
    size_t begin = length;
    while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\t')
        begin--;
    char name[NAME_SIZE];
    int size = name_scan(text + begin, name);
    size_t equals = begin + (size_t)size;
    if (size == 0 || equals >= length || text[equals] != '=' || text[equals + 1] == '=')
        return -1;
    return trimmed(text, begin) == 0 || ends_operand(text, begin) ? (int)begin : -1;
}

bool reader_pairs(struct reader *in, char *text, struct named_value *values, int *count)
{
    size_t length = trimmed(text, strlen(text));
    *count = 0;
    for (int begin; length > 0 && (begin = last_pair(text, length)) >= 0;) {
        if (*count == VALUES_MAX)
            return reader_error_in(in, text + begin, "there are more than %d name=value pairs",
                                   VALUES_MAX);
        memmove(values + 1, values, (size_t)(*count)++ * sizeof *values);
        *values = (struct named_value){.place = begin};
        char *value = text + begin + name_scan(text + begin, values->name) + 1;
        if (!evaluate(in, value, (size_t)(text + length - value), &values->value))
            return false;
        length = trimmed(text, (size_t)begin);
    }
    text[length] = '\0';
    return true;
}

bool reader_choice(struct reader *in, struct choice *choice)
{
    choice->text = reader_rest(in);
    return reader_pairs(in, choice->text, choice->values, &choice->count);
}
