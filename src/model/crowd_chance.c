/* What the updates of a crowd draw: as mover_prepare does it for one ball. */

#include "crowd_parts.h"
#include "flock.h"

static void make_noise(struct crowd *crowd)
{
    const struct crowd_code *code = crowd->code;
    const double *sigma = crowd_find(crowd, &code->noise);
    int count = source_varies(code, &code->noise) ? crowd->count : 1;
    double x, y;
    noise_sample(code->conditions.seed, (uint64_t)code->recipe->stream, (uint64_t)crowd->n, &x, &y);
    for (int i = 0; i < count; i++) {
        double level = noise_level(sigma[i]);
        crowd->noise[0][i] = x * level;
        crowd->noise[1][i] = y * level;
    }
}

/* --- each for itself --- */

static uint64_t first_stream(const struct crowd *crowd)
{
    return FLOCK_STREAM + (uint64_t)crowd->first;
}

static void make_noises(struct crowd *crowd)
{
    const struct crowd_code *code = crowd->code;
    const double *sigma = crowd_find(crowd, &code->noise);
    bool varies = source_varies(code, &code->noise);
    noise_samples(code->conditions.seed, first_stream(crowd), crowd->index, (uint64_t)crowd->n,
                  crowd->count, crowd->noise[0], crowd->noise[1]);
    double level = noise_level(*sigma);
    for (int i = 0; i < crowd->count; i++) {
        level = varies ? noise_level(sigma[i]) : level;
        crowd->noise[0][i] *= level;
        crowd->noise[1][i] *= level;
    }
}

static void draw_apart(struct crowd *crowd, const struct formula_code *rule)
{
    double draws[2 * DRAWS_MAX];
    for (int i = 0; i < crowd->count; i++) {
        chance_draw(rule, crowd->code->conditions.seed,
                    first_stream(crowd) + (uint64_t)crowd->index[i], (uint64_t)crowd->n, draws);
        for (int k = 0; k < 2 * rule->draw_count; k++)
            crowd->free_draws[(ptrdiff_t)k * LANE_STRIDE + i] = draws[k];
    }
}

void crowd_draw(struct crowd *crowd)
{
    const struct recipe *recipe = crowd->code->recipe;
    const struct formula_code *rule = recipe->rule->code;
    bool free = crowd->code->free;
    if (recipe_is_noisy(recipe))
        (free ? make_noises : make_noise)(crowd);
    if (rule->draw_count > 0 && free)
        draw_apart(crowd, rule);
    else if (rule->draw_count > 0)
        chance_draw(rule, crowd->code->conditions.seed, (uint64_t)recipe->stream,
                    (uint64_t)crowd->n, crowd->draws);
}
