#include "digest_spell.h"

#include "words.h"

#include <math.h>

/* --- jumps --- */

bool spell_is_over(const struct spell *spell, const struct row *row)
{
    enum { SHORT = 16 };
    int64_t pause = row->n / 2 > SHORT ? row->n / 2 : SHORT;
    return spell->count > 0 && row->n - spell->last > pause;
}

void spell_pass(struct spell *spell, const struct row *row)
{
    if (spell->count > 0 && !row->diverged)
        spell->between = fmax(spell->between, row->loss);
}

void spell_add(struct spell *spell, const struct row *row)
{
    static const double same = 1e-9;
    struct stability stability = row_stability(row);
    double change = row->loss - row->from.loss;
    bool edge = stability.applies && stability.sharpness > 0, begins = spell->count == 0;
    if (begins)
        *spell = (struct spell){.first = row->n,
                                .from = row->from.loss,
                                .top = row->from.loss,
                                .between = row->from.loss,
                                .low = INFINITY,
                                .bound = edge ? stability.bound : 0};
    spell->count++;
    spell->last = row->n;
    spell->to = row->loss;
    spell->top = fmax(spell->top, fmax(spell->between, row->loss));
    if (fabs(change) <= same * fabs(row->from.loss))
        spell->level++;
    else
        spell->higher += change > 0;
    if (edge) {
        spell->low = fmin(spell->low, stability.product);
        spell->high = fmax(spell->high, stability.product);
    }
}

static void add_landing(const struct spell *spell, struct text *out)
{
    int64_t all = spell->count;
    if (spell->higher == all)
        text_add(out, all > 1 ? ", landing higher each time" : " and landed higher");
    else if (spell->level == all)
        text_add(out, all > 1 ? ", landing as high each time" : " and landed as high");
    else if (spell->higher == 0 && spell->level > 0)
        text_add(out, ", landing lower %lld of these times, then as high as before",
                 (long long)(all - spell->level));
    else if (spell->higher == 0)
        text_add(out, all > 1 ? ", landing lower each time" : " and landed lower");
    else
        text_add(out, ", landing higher %lld of these times", (long long)spell->higher);
}

void spell_write(const struct spell *spell, struct text *out)
{
    static const double much = 1.05, same = 1e-4;
    double ends = fmax(fabs(spell->from), fabs(spell->to));
    text_add(out, "jumped over the valley");
    if (spell->count == 2)
        text_add(out, " twice");
    else if (spell->count > 1)
        text_add(out, " %lld times", (long long)spell->count);
    add_landing(spell, out);
    if (spell->top > much * ends)
        words_fill(out, "; loss from ~ up to ~, then ~",
                   (double[]){spell->from, spell->top, spell->to});
    else if (fabs(spell->to - spell->from) <= same * ends)
        words_fill(out, "; loss stays ~", &spell->to);
    else
        words_fill(out,
                   spell->to > spell->from ? "; loss from ~ up to ~" : "; loss from ~ down to ~",
                   (double[]){spell->from, spell->to});
    if (!(spell->bound > 0))
        return;
    bool steady = spell->high - spell->low < 0.005 * spell->bound;
    words_fill(out, steady ? "; η·λ #" : "; η·λ from # to #", (double[]){spell->low, spell->high});
    words_fill(out, ", the edge is #", &spell->bound);
}

/* --- eta --- */

void slope_begin(struct slope *slope, const struct row *row)
{
    *slope = (struct slope){row->eta, row->eta, row->eta, row->eta, row->n};
}

void slope_add(struct slope *slope, const struct row *row)
{
    slope->to = row->eta;
    slope->low = fmin(slope->low, row->eta);
    if (row->eta > slope->high) {
        slope->high = row->eta;
        slope->high_at = row->n;
    }
}

void slope_write(const struct slope *slope, struct text *out)
{
    static const double much = 1.05;
    bool rises = slope->high > much * fmax(slope->from, slope->to);
    bool dips = slope->low * much < fmin(slope->from, slope->to);
    words_fill(out, "follows its schedule: η from # ", &slope->from);
    if (rises) {
        words_fill(out, "up to # ", &slope->high);
        text_add(out, "(n %lld), then ", (long long)slope->high_at);
    } else
        text_add(out, slope->to < slope->from ? "down to " : "up to ");
    words_fill(out, "~", &slope->to);
    if (dips)
        words_fill(out, ", the least on the way ~", &slope->low);
}
