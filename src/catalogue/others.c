/* What numbers are called in other programs, in papers and on the blackboard, and the libraries
 * whose classes rows are named after. What one row alone is called stands in that row. */

#include "catalogue.h"

#include <stddef.h>

const struct number_row number_rows[] = {
    {"eta", "lr|learning rate|learn rate|learningrate|alpha|step size|stepsize|rate|gamma0|"
            "initial learning rate|initial lr|base lr|max lr|lr0|start lr"},
    {"momentum", "mu|beta"},
    {"beta1 beta2", "betas"},
    {"beta1", "beta_1|b1"},
    {"beta2", "beta_2|b2"},
    {"eps", "epsilon|tiny"},
    {"weight_decay", "wd|decay|l2|lambda"},
    {"rho", "decay rate|smoothing|smoothing constant"},
    {"eta_minus eta_plus", "etas"},
    {"step_min step_max", "step sizes"},
    {"at1 at2 at3 ...", "milestones|boundaries"},
    {"rate1 rate2 rate3 rate4 =", "values"},
    {"up down =", "step size up"},
    {"eta_min", "min lr|lr min|minimum lr|end lr|final lr"},
    {"total", "T|T max|total steps|total iters|max iter"},
    {"warmup", "warmup steps|warm up|w"},
};
const int number_row_count = (int)(sizeof number_rows / sizeof *number_rows);

const struct library_row library_rows[] = {
    {"torch", "torch.optim.lr_scheduler|torch.optim|optim.lr_scheduler|optim|lr_scheduler|torch",
     "PyTorch"},
    {"keras",
     "tensorflow.keras.optimizers.schedules|tensorflow.keras.optimizers|"
     "tf.keras.optimizers.schedules|tf.keras.optimizers|keras.optimizers.schedules|"
     "keras.optimizers|optimizers.schedules|optimizers|schedules|keras",
     "Keras"},
};
const int library_row_count = (int)(sizeof library_rows / sizeof *library_rows);

const char joining_words[] = "and|&|+|vs|vs.|versus|against";

const struct phrase_row phrase_rows[] = {
    {"step ",
     "step # steps|step # step|# steps|# step|run #|run # steps|run for # steps|go # steps|"
     "play # steps|train # steps|forward # steps|next # steps|step by #|# more steps|"
     "# iterations|run # iterations|step # iterations|step +#"},
    {"back ", "back # steps|back # step|# steps back|# back|back by #|go back #|go back # steps"},
    {"goto ", "go #|goto n=#|goto n = #|go to n=#|jump to n=#|n=#|n = #|goto step #|"
              "jump to step #|goto iteration #"},
    {"goto 0", "begin|goto start|go to start|goto begin|goto the start|to the start|first"},
    {"press +", "faster|speed up"},
    {"press -", "slower|slow down"},
    {"view map", "2d|map|map view|2d view|show map|top view"},
    {"view relief", "3d|relief|relief view|3d view|show relief|show 3d"},
    {"view map relief", "view both|2d and 3d|both"},
    {"view charts", "show charts|charts view"},
    {"theme dark", "dark mode|dark theme|night mode"},
    {"theme light", "light mode|light theme|day mode"},
    {"scale log", "logscale|log scale|logarithmic scale|log on"},
    {"scale linear", "linear scale|log off|lin scale|linscale"},
    {"noise 0", "noise off|no noise|noise none|without noise"},
    {"zoom ", "zoom #x|zoom x#|zoom # times|zoom by #"},
};
const int phrase_row_count = (int)(sizeof phrase_rows / sizeof *phrase_rows);

const char key_words_passed[] =
    "foreach|fused|capturable|verbose|name|optimizer|params|lr_scheduler";

const struct key_word key_words_refused[] = {
    {"maximize", NULL, "a ball descends: write a minus before the surface"},
    {"differentiable", NULL, "leave it out"},
    {"last_epoch", NULL, "leave it out: n counts from 0"},
    {"clipnorm", NULL, "write the rule, as `optimizer theta -= eta*g*min(1, 1/norm(g))`"},
    {"clipvalue", NULL, "write the rule, as `optimizer theta -= eta*max(-1, min(g, 1))`"},
    {"use_ema", NULL, "leave it out: the ball is where the rule puts it"},
};
const struct key_word class_words_refused[] = {
    {"LambdaLR|MultiplicativeLR|LambdaCallback|LearningRateScheduler", NULL,
     "write the formula, as `schedule eta0*0.95^n`"},
    {"SequentialLR|ChainedScheduler", NULL, "write `schedule SCHEDULE for N then SCHEDULE`"},
    {"SparseAdam", NULL, "write `optimizer adam`: no gradient is sparse here"},
};
const int class_words_refused_count =
    (int)(sizeof class_words_refused / sizeof *class_words_refused);

const int key_words_refused_count = (int)(sizeof key_words_refused / sizeof *key_words_refused);
