#include "workers.h"

#include "../base/memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* What came of a piece, until somebody asks. */
struct found {
    void *thing;
    struct found *next;
};

struct work {
    struct workers *workers;
    const struct work_class *class;
    const void *task;
    void *result;
    int64_t pieces, done; /* done: in the result */
    /* Under the lock. */
    int64_t next; /* the piece that is begun next */
    int active;   /* threads that are at it */
    struct found *found;
    int64_t turn; /* in which it was asked for last */
    struct work *after;
    atomic_bool is_over; /* nobody wants it any longer */
    /* Of who asks: without threads, or as long as these have just begun. */
    void *desk;
    bool is_begun;  /* a piece */
    bool was_asked; /* for what there is */
    struct halfway halfway;
};

struct workers {
    int count;
    pthread_t *threads;
    pthread_mutex_t lock;
    pthread_cond_t begun; /* there is work, or the end */
    pthread_cond_t news;  /* somebody has found something, or has left */
    struct work *works;   /* the one of which a piece is begun next first */
    int64_t turn;
    void (*tell)(void *context);
    void *context;
    bool is_over;
};

/* --- threads --- */

static bool is_wanted(const struct work *work)
{
    return work->next < work->pieces && work->turn >= work->workers->turn - 1 &&
           !atomic_load_explicit(&work->is_over, memory_order_relaxed);
}

static void take_out(struct work *work)
{
    struct work **at = &work->workers->works;
    while (*at != work)
        at = &(*at)->after;
    *at = work->after;
}

static void put_last(struct work *work)
{
    struct work **at = &work->workers->works;
    while (*at)
        at = &(*at)->after;
    work->after = NULL;
    *at = work;
}

/* The next piece of any work; NULL: there is none. Its thread is at it then, and others have their
 * turn. */
static struct work *take_piece(struct workers *workers, int64_t *piece)
{
    for (struct work *work = workers->works; work; work = work->after)
        if (is_wanted(work)) {
            *piece = work->next++;
            work->active++;
            take_out(work);
            put_last(work);
            return work;
        }
    return NULL;
}

/* A slice of the piece at a desk; false: it is done. */
static bool go_on(const struct work *work, void *desk, struct halfway *halfway,
                  struct workspace *workspace)
{
    enum { SLICE_WORK = 1000000 };
    workspace_share(workspace, halfway, SLICE_WORK);
    bool more = work->class->go_on(work->task, desk, workspace);
    return !workspace_rest(workspace) || more;
}

/* What came of a piece; NULL: it was given up. */
static struct found *do_piece(struct work *work, int64_t piece, struct workspace *workspace)
{
    const struct work_class *class = work->class;
    struct found *found = NULL;
    struct halfway halfway = {0};
    void *desk = class->desk_new();
    class->begin(work->task, desk, piece);
    bool more = true;
    while (more && !atomic_load_explicit(&work->is_over, memory_order_relaxed))
        more = go_on(work, desk, &halfway, workspace);
    if (!more) {
        found = memory_new(1, sizeof *found);
        found->thing = class->take(work->task, desk);
    }
    class->desk_free(desk);
    halfway_free(&halfway);
    return found;
}

static void hand_over(struct work *work, struct found *found)
{
    struct workers *workers = work->workers;
    if (found && !work->found && workers->tell)
        workers->tell(workers->context);
    if (found) {
        found->next = work->found;
        work->found = found;
    }
    work->active--;
    pthread_cond_broadcast(&workers->news);
}

static void *run(void *context)
{
    struct workers *workers = context;
    struct workspace workspace = {0};
    pthread_mutex_lock(&workers->lock);
    while (!workers->is_over) {
        int64_t piece = 0;
        struct work *work = take_piece(workers, &piece);
        if (!work) {
            pthread_cond_wait(&workers->begun, &workers->lock);
            continue;
        }
        pthread_mutex_unlock(&workers->lock);
        struct found *found = do_piece(work, piece, &workspace);
        pthread_mutex_lock(&workers->lock);
        hand_over(work, found);
    }
    pthread_mutex_unlock(&workers->lock);
    workspace_free(&workspace);
    return NULL;
}

/* Signals are for the thread that waits for them, but for those of a thread's own faults. */
static void leave_signals(sigset_t *before)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
    sigset_t set;
    sigfillset(&set);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        sigdelset(&set, faults[i]);
    pthread_sigmask(SIG_SETMASK, &set, before);
}

struct workers *workers_new(int count)
{
    struct workers *workers = memory_new(1, sizeof *workers);
    sigset_t signals;
    workers->threads = memory_new((size_t)count + 1, sizeof *workers->threads);
    pthread_mutex_init(&workers->lock, NULL);
    pthread_cond_init(&workers->begun, NULL);
    pthread_cond_init(&workers->news, NULL);
    leave_signals(&signals);
    while (workers->count < count &&
           pthread_create(&workers->threads[workers->count], NULL, run, workers) == 0)
        workers->count++; /* where there can be no more, fewer do it */
    pthread_sigmask(SIG_SETMASK, &signals, NULL);
    return workers;
}

void workers_free(struct workers *workers)
{
    if (!workers)
        return;
    pthread_mutex_lock(&workers->lock);
    workers->is_over = true;
    pthread_cond_broadcast(&workers->begun);
    pthread_mutex_unlock(&workers->lock);
    for (int i = 0; i < workers->count; i++)
        pthread_join(workers->threads[i], NULL);
    pthread_cond_destroy(&workers->news);
    pthread_cond_destroy(&workers->begun);
    pthread_mutex_destroy(&workers->lock);
    free(workers->threads);
    free(workers);
}

int workers_usual(void)
{
    enum { MOST = 64 };
    long count = sysconf(_SC_NPROCESSORS_ONLN) - 1;
    return count < 0 ? 0 : count > MOST ? MOST : (int)count;
}

int workers_count(const struct workers *workers)
{
    return workers ? workers->count : 0;
}

void workers_tell(struct workers *workers, void (*tell)(void *context), void *context)
{
    pthread_mutex_lock(&workers->lock);
    workers->tell = tell;
    workers->context = context;
    pthread_mutex_unlock(&workers->lock);
}

void workers_turn(struct workers *workers)
{
    if (!workers)
        return;
    pthread_mutex_lock(&workers->lock);
    workers->turn++;
    pthread_mutex_unlock(&workers->lock);
}

/* --- works --- */

static bool is_alone(const struct work *work)
{
    return workers_count(work->workers) == 0;
}

struct work *work_begin(struct workers *workers, const struct work_class *class, const void *task,
                        void *result, int64_t pieces)
{
    struct work *work = memory_new(1, sizeof *work);
    work->workers = workers;
    work->class = class;
    work->task = task;
    work->result = result;
    work->pieces = pieces;
    if (!workers)
        return work;
    pthread_mutex_lock(&workers->lock);
    work->turn = workers->turn;
    work->after = workers->works;
    workers->works = work;
    pthread_cond_broadcast(&workers->begun);
    pthread_mutex_unlock(&workers->lock);
    return work;
}

/* All that was found so far, under no lock. */
static void put_found(struct work *work, struct found *found)
{
    for (struct found *next; found; found = next) {
        next = found->next;
        work->class->put(work->task, work->result, found->thing);
        free(found);
        work->done++;
    }
}

/* What was resting goes on. */
static struct found *take_found(struct work *work)
{
    struct workers *workers = work->workers;
    pthread_mutex_lock(&workers->lock);
    struct found *found = work->found;
    bool rested = !is_wanted(work);
    work->found = NULL;
    work->turn = workers->turn;
    if (rested && is_wanted(work))
        pthread_cond_broadcast(&workers->begun);
    pthread_mutex_unlock(&workers->lock);
    return found;
}

/* A piece for who asks; false: threads have begun all of them. */
static bool begin_here(struct work *work)
{
    if (work->workers)
        pthread_mutex_lock(&work->workers->lock);
    int64_t piece = work->next < work->pieces ? work->next++ : -1;
    if (work->workers)
        pthread_mutex_unlock(&work->workers->lock);
    if (piece < 0)
        return false;
    if (!work->desk)
        work->desk = work->class->desk_new();
    work->class->begin(work->task, work->desk, piece);
    work->is_begun = true;
    return true;
}

/* A slice by who asks. A piece that is begun is gone on with, and another one only where nobody
 * else would: so that it does not take the time of who asks again and again. False: there was
 * nothing to be done. */
static bool work_here(struct work *work, struct workspace *workspace, bool begins)
{
    const struct work_class *class = work->class;
    if (!work->is_begun && !(begins && begin_here(work)))
        return false;
    work->is_begun = go_on(work, work->desk, &work->halfway, workspace);
    if (work->is_begun)
        return true;
    class->put(work->task, work->result, class->take(work->task, work->desk));
    work->done++;
    return true;
}

/* Until somebody has found something. */
static void wait_for_news(struct work *work)
{
    pthread_mutex_lock(&work->workers->lock);
    while (!work->found)
        pthread_cond_wait(&work->workers->news, &work->workers->lock);
    pthread_mutex_unlock(&work->workers->lock);
}

/* A slice is done however late it is, where there is one to be done: it comes to its end. */
bool work_ask(struct work *work, struct workspace *workspace, bool (*is_late)(void *context),
              void *context)
{
    bool alone = is_alone(work), begins = alone || !work->was_asked || !is_late;
    work->was_asked = true;
    if (!alone)
        put_found(work, take_found(work));
    while (work->done < work->pieces) {
        bool did = work_here(work, workspace, begins);
        if (is_late && (!did || is_late(context)))
            break;
        if (!did)
            wait_for_news(work);
        if (!alone)
            put_found(work, take_found(work));
    }
    return work->done < work->pieces;
}

bool work_rests(const struct work *work)
{
    return !is_alone(work) && !work->is_begun;
}

int64_t work_done(const struct work *work)
{
    return work->done;
}

bool work_has_news(struct work *work)
{
    if (is_alone(work))
        return work->done < work->pieces;
    pthread_mutex_lock(&work->workers->lock);
    bool has = work->found != NULL;
    pthread_mutex_unlock(&work->workers->lock);
    return has;
}

/* Until no thread is at it. */
static void forget(struct work *work)
{
    struct workers *workers = work->workers;
    pthread_mutex_lock(&workers->lock);
    take_out(work);
    while (work->active > 0)
        pthread_cond_wait(&workers->news, &workers->lock);
    pthread_mutex_unlock(&workers->lock);
}

bool work_give_up(struct work *work)
{
    atomic_store_explicit(&work->is_over, true, memory_order_relaxed);
    if (is_alone(work))
        return true;
    pthread_mutex_lock(&work->workers->lock);
    bool left = work->active == 0;
    pthread_mutex_unlock(&work->workers->lock);
    return left;
}

void work_end(struct work *work)
{
    if (!work)
        return;
    work_give_up(work);
    if (work->workers)
        forget(work);
    work->result = NULL;
    put_found(work, work->found);
    if (work->desk)
        work->class->desk_free(work->desk);
    halfway_free(&work->halfway);
    free(work);
}
