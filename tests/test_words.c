/* What others write, and what it means here: the two make the same session, and another one than
 * there was before. */

#include "../src/scene/scene.h"
#include "stage.h"

#include <string.h>

static const struct {
    const char *before, *typed, *means; /* commands, `;;` between them */
} rows[] = {
    /* numbers */
    {"", "learning-rate = 0.3", "eta 0.3"},
    {"", "LR: 0.3", "eta 0.3"},
    {"", "step size 0.3", "eta 0.3"},
    {"", "lr *= 50%", "eta *= 0.5"},
    {"", "α=0.3", "eta 0.3"},
    {"", ":set lr = 0.3", "eta 0.3"},
    {"", "set lr=0.3 mu=0.5", "eta 0.3;;momentum 0.5"},
    {"", "beta = 0.5", "momentum 0.5"},
    {"let alpha = 3", "alpha 5", "let alpha = 5"},
    {"optimizer asgd", "alpha 0.5", "optimizer asgd alpha=0.5"},
    {"optimizer rmsprop", "alpha 0.5", "rho 0.5"},
    {"optimizer adam", "betas = [0.7, 0.8]", "beta1 0.7;;beta2 0.8"},
    {"optimizer adam", "b2: 0.8", "beta2 0.8"},
    {"optimizer adamw", "Weight-Decay 0.2", "weight_decay 0.2"},
    {"optimizer rprop", "etas (0.4, 1.3)", "eta_minus 0.4;;eta_plus 1.3"},
    {"schedule cosine", "T_max 30", "total 30"},
    {"schedule torch-step", "gamma 0.3", "decay 0.3"},
    {"schedule momentum cosine", "momentum_T 30", "momentum_total 30"},
    {"schedule linear for 5 then step", "gamma2 30%", "decay2 0.3"},
    {"", "at 5 lr 0.3", "at 5 eta 0.3"},
    {"at 5 optimizer adam", "at 6 betas (0.7, 0.8)", "at 6 set beta1=0.7 beta2=0.8"},
    {"ball adam", "all lr: 0.3", "all eta 0.3"},
    {"", "let k = 5%", "let k = 0.05"},
    {"", "let k := 5", "let k = 5"},
    {"let k = 1", "k to 5", "let k = 5"},
    {"let go = 1", "go 5", "let go = 5"},
    {"", "lr := 0.3", "eta 0.3"},
    {"", "set learning rate to 0.3", "eta 0.3"},
    {"", "momentum to 0.5", "momentum 0.5"},
    {"", "lr=0.3, mu=0.5", "eta 0.3;;momentum 0.5"},
    {"optimizer adam", "betas 0.7 0.8", "beta1 0.7;;beta2 0.8"},
    {"optimizer adam", "betas = [0.7 0.8]", "beta1 0.7;;beta2 0.8"},
    /* optimizers */
    {"", "rule: Vanilla SGD lr=0.3", "eta 0.3"},
    {"", "optimizer sgdm", "optimizer sgd momentum=0.9"},
    {"", "optimizer heavy_ball momentum=0.5", "optimizer sgd momentum=0.5"},
    {"", "opt = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.5)",
     "optimizer torch-sgd momentum=0.5;;eta 0.3"},
    {"", "optimizer optim.SGD(params, lr=0.3, momentum=0.5, nesterov=True)",
     "optimizer torch-nesterov momentum=0.5;;eta 0.3"},
    {"", "optimizer tf.keras.optimizers.SGD(learning_rate=0.3, momentum=0.5, nesterov=True)",
     "optimizer nesterov momentum=0.5;;eta 0.3"},
    {"", "optimizer SGD(nesterov=True)", "optimizer nesterov momentum=0"},
    {"", "optimizer Adam(lr=0.3, amsgrad=True, weight_decay=0)", "optimizer amsgrad;;eta 0.3"},
    {"", "optimizer RMSprop(lr=0.3, alpha=0.8, eps=1e-6, centered=True)",
     "optimizer rmsprop rho=0.8 eps=1e-6 centered=1;;eta 0.3"},
    {"", "optimizer LBFGS(history_size=3)", "optimizer lbfgs history=3"},
    {"", "optimizer L-BFGS", "optimizer lbfgs"},
    {"", "optimizer Newton-Raphson", "optimizer newton"},
    {"", "optimizer adam, lr = 0.3, noise = 10%", "optimizer adam;;eta 0.3;;noise 0.1"},
    {"", "add ball Adam(lr=0.3)", "ball adam eta=0.3"},
    {"", "ball lr=0.3 mu=0.5", "ball sgd momentum=0.5 eta=0.3"},
    {"", "twin lr=0.3 mu=0.5", "fork eta=0.3 momentum=0.5"},
    {"", "race Adam(lr=0.3, betas=(0.7, 0.8)), sgd mu=0.5 lr=0.2 rmsprop steps=50",
     "race adam beta1=0.7 beta2=0.8 eta=0.3 sgd momentum=0.5 eta=0.2 rmsprop budget=50"},
    {"race sgd adam rmsprop", "compare heavy-ball adam lr=0.3",
     "race sgd sgd;;select 1;;momentum 0.9;;select 2;;optimizer adam;;eta 0.3;;select 1"},
    {"", "optimizer v = beta*v + grad; theta -= alpha*v lr=0.3 mu=0.5",
     "optimizer v = beta*v + grad; theta -= alpha*v momentum=0.5 eta=0.3"},
    {"optimizer v = beta*v + g; theta -= eta*v", "beta 0.5", "momentum 0.5"},
    {"optimizer theta -= eta*g/alpha", "alpha 5", "set alpha = 5"},
    {"", "optimizer theta -= eta*g/alpha alpha=5", "optimizer theta -= eta*g/alpha;;alpha 5"},
    {"", "use sgd + momentum", "optimizer sgd momentum=0.9"},
    {"", "race adam vs sgd and rmsprop", "race adam sgd rmsprop"},
    {"", "race adam lr=0.3 & sgd", "race adam eta=0.3 sgd"},
    /* schedules */
    {"", "schedule η(n) = 0.1/(1+n)", "schedule 0.1/(1+n)"},
    {"", "schedule lr(k) = 0.1*0.5^k", "schedule k = n; 0.1*0.5^k"},
    {"", "schedule eta(t) = 0.1/t for 5 then f(n) = 0.02", "schedule 0.1/t for 5 then 0.02"},
    {"", "scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=7)",
     "schedule torch-step period=7 decay=0.1"},
    {"", "schedule MultiStepLR(optimizer, milestones=[5, 12])",
     "schedule multistep at1=5 at2=12 at3=1e12"},
    {"", "schedule LinearLR(total_iters=4)", "schedule linear from=1/3 total=4"},
    {"", "schedule CyclicLR(base_lr=0.01, max_lr=0.1, step_size_up=5, mode='triangular2')",
     "schedule cyclic eta_max=0.1 up=5 down=5 mode=1;;eta 0.01"},
    {"", "schedule OneCycleLR(max_lr=0.1, total_steps=40, pct_start=0.2, anneal_strategy='cos')",
     "schedule onecycle total=40 pct=0.2;;eta 0.1"},
    {"", "schedule CosineAnnealingWarmRestarts T_0=10 T_mult=2",
     "schedule restarts period=10 mult=2"},
    {"",
     "schedule keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.3, "
     "decay_steps=10, decay_rate=0.9, staircase=True)",
     "schedule keras-exponential steps=10 decay=0.9 staircase=1;;"
     "eta 0.3"},
    {"", "schedule PiecewiseConstantDecay(boundaries=[5], values=[0.1, 0.05])",
     "schedule keras-piecewise at1=5 at2=1e12 at3=1e12 rate1=0.1 rate2=0.05 rate3=0.05 rate4=0.05"},
    {"", "schedule ReduceLROnPlateau(optimizer, mode='min', patience=3, min_lr=0.01)",
     "schedule plateau patience=3 eta_min=0.01"},
    {"", "schedule: linear warmup T=5 then Cosine-Annealing T_max=20 for 30 then none",
     "schedule linear total=5 then cosine total=20 for 30 then constant"},
    {"", "schedule momentum cos T=9", "schedule momentum cosine total=9"},
    {"schedule step", "schedule off", "schedule constant"},
    /* what is seen, and time */
    {"", "start: [2, -1]", "start 2, -1"},
    {"", "start 1 -2", "start 1, -2"},
    {"", "start y=2, x=-1", "start -1, 2"},
    {"step 3", "start over", "reset"},
    {"", "jump to 4", "goto 4"},
    {"", "optimizer.step()", "step"},
    {"", "view=3d, loss", "view relief charts"},
    {"", "black and white", "color grey"},
    {"", "colormap: Magma", "color magma"},
    {"", "trails off", "hide trail"},
    {"", "trail=off", "hide trail"},
    {"", "quiver: on", "show gradient"},
    {"", "no contours", "hide contours"},
    {"", "turn off trail", "hide trail"},
    {"", "grid off", "hide axes"},
    {"", "tilt = 30", "tilt to 30"},
    {"", "set speed to 12", "speed 12"},
    {"", "run 5 steps", "step 5"},
    {"", "step 5 steps", "step 5"},
    {"", "7 steps", "step 7"},
    {"step 9", "back 2 steps", "back 2"},
    {"", "goto n = 5", "goto 5"},
    {"", "go 5", "goto 5"},
    {"step 9", "begin", "goto 0"},
    {"", "faster", "speed 8"},
    {"", "Slow Down", "speed 2"},
    {"", "3d", "view relief"},
    {"view relief", "map", "view map"},
    {"", "view both", "view map relief"},
    {"", "view map + charts", "view map charts"},
    {"", "view 2d and 3d", "view map relief"},
    {"", "view map & step", "view map step"},
    {"", "light mode", "theme light"},
    {"", "lin scale", "scale linear"},
    {"scale linear", "logscale", "scale log"},
    {"noise 2", "noise off", "noise 0"},
    {"", "zoom 3x", "zoom 3"},
    {"", "move left", "pan left"},
    {"", "quiver", "show gradient"},
    {"", "big yes", "big on"},
    {"", "zoom in at (1, 2)", "zoom 2 at 1, 2"},
    {"", "pan up", "pan 0, 0.25"},
    {"zoom 4", "reset view", "fit"},
    {"", "fps = 12", "speed 12"},
    {"ball adam", "delete ball 1", "remove 1"},
    {"ball adam;;select 1", "select Adam", "select 2"},
    {"", "ball name=fast Adam(lr=0.3)", "ball adam eta=0.3 name=fast"},
    {"", "fork lr=0.3 name=fast", "fork eta=0.3;;name fast"},
    {"ball name=fast adam;;ball adam;;select 1", "choose fast", "select 2"},
    {"ball adam", "remove sgd", "remove 1"},
    {"", "title = x: y", "title = x: y"},
};

static struct text state_after(const char *before, const char *commands)
{
    struct text all = {0}, saved = {0};
    text_add(&all, "%s;;%s", before, commands);
    for (char *line = all.bytes, *end; line; line = end) {
        end = strstr(line, ";;");
        if (end) {
            *end = '\0';
            end += 2;
        }
        stage_run(line);
    }
    scene_write_for(session, "a.scene", true, &saved);
    text_free(&all);
    return saved;
}

START_TEST(what_is_typed_means_the_same)
{
    struct text typed = state_after(rows[_i].before, rows[_i].typed);
    stage_end();
    stage_begin();
    struct text means = state_after(rows[_i].before, rows[_i].means);
    stage_end();
    stage_begin();
    struct text before = state_after(rows[_i].before, "");
    ck_assert_msg(strcmp(typed.bytes, means.bytes) == 0, "`%s`:\n%s\nnot\n%s", rows[_i].typed,
                  typed.bytes, means.bytes);
    ck_assert_msg(strcmp(typed.bytes, before.bytes) != 0, "`%s` does nothing", rows[_i].typed);
    text_free(&typed);
    text_free(&means);
    text_free(&before);
}
END_TEST

/* What says something else has no other name, or is told what to write. */
static const struct {
    const char *typed, *says;
} refused[] = {
    {"adam", "adam is the name of an optimizer: write `optimizer adam`"},
    {"Adam lr=0.3", "Adam is the name of an optimizer: write `optimizer Adam`"},
    {"cosine total=20", "cosine is the name of a schedule: write `schedule cosine`"},
    {"beale", "beale is the name of a surface: write `surface beale`"},
    {"run 5 miles", "expected nothing more, found '5 miles'"},
    {"trail = 3", "ball 1 has no parameter trail: it has eta, momentum"},
    {"race adam vs nothing", "no optimizer is called nothing"},
    {"optimizer theta -= gradient(theta)",
     "gradient(...) has two readings; write grad(...), or gradient*(...) for the product"},
};

START_TEST(what_means_nothing_is_told_what_to_write)
{
    struct error error;
    ck_assert(!command_execute(session, refused[_i].typed, &error));
    ck_assert_str_eq(error.text, refused[_i].says);
}
END_TEST

/* What is carried out is noted in the tables' words, an error's place is that of what was typed. */
START_TEST(what_is_noted_has_the_tables_words)
{
    struct error error;
    stage_run(":lr = 5%");
    ck_assert_str_eq(session->journal.entries[0].command, "eta = 0.05");
    stage_run("opt Adam(lr=0.3, betas=(0.7, 0.8))");
    ck_assert_str_eq(session->journal.entries[1].command,
                     "optimizer adam beta1=0.7 beta2=0.8 eta=0.3");
    ck_assert(!command_execute(session, "opt Adam(lr=0.3, betas=(0.7, x/0))", &error));
    ck_assert_int_eq(error.offset, 17);
    stage_run("undo");
    ck_assert_str_eq(sim_recipe(session->sim, 0)->rule->row->name, "sgd");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("words");
    tcase_add_checked_fixture(tests, stage_begin, stage_end);
    tcase_add_table_test(tests, what_is_typed_means_the_same, rows);
    tcase_add_table_test(tests, what_means_nothing_is_told_what_to_write, refused);
    tcase_add_test(tests, what_is_noted_has_the_tables_words);
    return suite_run("words", tests);
}
