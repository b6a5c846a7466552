/* Sentences as they are spoken. */

#include "suite.h"
#include "tell/speech.h"

static const struct {
    const char *sentence, *spoken;
} sentences[] = {
    {"loss 0.25.", "loss 0.25."},
    {"loss 3.2e-7", "loss 3.2 times ten to the minus 7"},
    {"loss 3.29e13; then", "loss 32.9 trillion; then"},
    {"loss 7.6e17 at −8.08e6, ε 1e-8",
     "loss 7.6 times ten to the 17 at minus 8.08 million, ε ten to the minus 8"},
    {"loss inf, info", "loss infinite, info"},
    {"loss 4.62e-4, n 3", "loss 0.000462, n 3"},
    {"loss 2e-4 of 9.694e4", "loss 0.0002 of 96940"},
    {"loss 1.5e5.", "loss 150000."},
    {"loss −3.2e-7 → −1", "loss minus 3.2 times ten to the minus 7 to minus 1"},
    {"at (−3, 0.5), then (2, −1)", "at (minus 3, 0.5), then (2, minus 1)"},
    {"x = −0.5", "x = minus 0.5"},
    {"η·λ = 0.9·2 = 1.8 of 2", "η times λ = 0.9 times 2 = 1.8 of 2"},
    {"on [−4, 4] × [−3, 3]; its", "on minus 4 to 4 by minus 3 to 3; its"},
    {"f(x, y) = 0.5·(x² + 25·y²), on", "f(x, y) = 0.5 times (x squared + 25 times y squared), on"},
    {"x²/2 − y³/3", "x squared over 2 minus y cubed over 3"},
    {"x⁴ and x²y and P⁻¹H", "x to the 4 and x squared y and P to the minus 1 H"},
    {"61° aside", "61 degrees aside"},
    {"0.3·sin(3·x)", "0.3 times sin(3 times x)"},
    {"step decay=0.5 period=20, beta2 0.9", "step decay=0.5 period=20, beta2 0.9"},
    {"", ""},
    {"v ← μ·v − η·g/(1 + ‖g‖)", "v becomes μ times v minus η times g over (1 + the norm of g)"},
    {"|x|·√(y) + a*b", "|x| times root of (y) + a times b"},
    {"50% of 7", "50% of 7"},
};

START_TEST(signs_are_words)
{
    struct text text = {0};
    speech_add(&text, sentences[_i].sentence);
    ck_assert_str_eq(text.bytes ? text.bytes : "", sentences[_i].spoken);
    text_free(&text);
}
END_TEST

/* Words and numbers of others stay; what would be skipped or spelt is said. */
START_TEST(written_signs_are_words)
{
    struct text text = {0};
    speech_add_written(&text, "and/or 1e-3: η·λ = −1 → √(2)·‖g‖, 2/λ");
    ck_assert_str_eq(text.bytes,
                     "and/or 1e-3: η times λ = minus 1 to root of (2) times the norm of "
                     "g, 2/λ");
    text_free(&text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("speech");
    tcase_add_table_test(tests, signs_are_words, sentences);
    tcase_add_test(tests, written_signs_are_words);
    return suite_run("speech", tests);
}
