/* Counts the file calls of a process on what lies in one folder, and at one of them lets a disk fail or the process die.

   Loaded by LD_PRELOAD; nothing is counted before faults_arm(). Each counted call is written to the journal, a line
   each: its class, its name, its path. The classes: L looks, S takes space, C changes what takes no more space. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum fault { NONE, FAIL, FAIL_ON, SHORT, TORN, KILL };

static char folder[PATH_MAX];
static size_t length;
static int journal = -1;
static long strike_at;
static enum fault what = NONE;
static int error_number;
static long calls;

/* From now on the calls on what lies in `where` count from 1; the `at`-th gets the fault. */
void faults_arm(const char *where, int journal_to, long at, int fault, int number)
{
    snprintf(folder, sizeof folder, "%s", where);
    journal = journal_to;
    strike_at = at;
    what = (enum fault)fault;
    error_number = number;
    calls = 0;
    length = strlen(folder);
}

static int lies_within(const char *path)
{
    return length && !strncmp(path, folder, length) && (path[length] == '/' || path[length] == '\0');
}

static const char *path_of(int number, char *into, size_t size)
{
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", number);
    long found = syscall(SYS_readlinkat, AT_FDCWD, link, into, size - 1);
    into[found > 0 ? found : 0] = '\0';
    return into;
}

static const char *path_at(int start, const char *name, char *into, size_t size)
{
    if (!name)
        return "";
    if (name[0] == '/')
        return name;
    char from[PATH_MAX];
    if (start != AT_FDCWD)
        path_of(start, from, sizeof from);
    else if (syscall(SYS_getcwd, from, sizeof from) < 0)
        from[0] = '\0';
    snprintf(into, size, "%s/%s", from, name);
    return into;
}

/* Whether the disk goes on failing after its first error: a full one where space is taken, a read-only one at changes. */
static int goes_on(char class)
{
    switch (error_number) {
    case ENOSPC:
    case EDQUOT:
        return class == 'S';
    case EROFS:
        return class != 'L';
    default:
        return 1;
    }
}

/* Count a call; whether it is to fail, with errno set. */
static int struck(char class, const char *name, const char *path)
{
    if (!lies_within(path))
        return 0;
    long number = ++calls;
    char line[PATH_MAX + 64];
    int size = snprintf(line, sizeof line, "%c %s %s\n", class, name, path);
    if (journal >= 0)
        syscall(SYS_write, journal, line, (size_t)size);
    if (number == strike_at && what == KILL)
        syscall(SYS_kill, getpid(), SIGKILL);
    if ((number == strike_at && (what == FAIL || what == FAIL_ON)) ||
        (number > strike_at && what == FAIL_ON && goes_on(class))) {
        errno = error_number;
        return 1;
    }
    return 0;
}

/* The next function of that name: that of the C library. */
#define NEXT(name, type) \
    static __typeof__(type) *next; \
    if (!next) \
        next = (__typeof__(type) *)dlsym(RTLD_NEXT, name)

#define BY_PATH(result, class, name, parameters, arguments, start, path) \
    result name parameters \
    { \
        NEXT(#name, result parameters); \
        char full[2 * PATH_MAX]; \
        if (struck(class, #name, path_at(start, path, full, sizeof full))) \
            return -1; \
        return next arguments; \
    }

#define BY_NUMBER(result, class, name, parameters, arguments, number) \
    result name parameters \
    { \
        NEXT(#name, result parameters); \
        char full[PATH_MAX]; \
        if (length && struck(class, #name, path_of(number, full, sizeof full))) \
            return -1; \
        return next arguments; \
    }

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        NEXT(#name, int(const char *, int, ...)); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        char full[2 * PATH_MAX]; \
        if (struck(flags & O_CREAT ? 'S' : 'L', #name, path_at(AT_FDCWD, path, full, sizeof full))) \
            return -1; \
        return next(path, flags, mode); \
    }

#define OPENAT(name) \
    int name(int start, const char *path, int flags, ...) \
    { \
        NEXT(#name, int(int, const char *, int, ...)); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        char full[2 * PATH_MAX]; \
        if (struck(flags & O_CREAT ? 'S' : 'L', #name, path_at(start, path, full, sizeof full))) \
            return -1; \
        return next(start, path, flags, mode); \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

/* A write may also be short, or cut off by the end of the process. */
#define WRITES(name, parameters, whole, half) \
    ssize_t name parameters \
    { \
        NEXT(#name, ssize_t parameters); \
        char full[PATH_MAX]; \
        if (!length) \
            return next whole; \
        if (struck('S', #name, path_of(number, full, sizeof full))) \
            return -1; \
        if (calls != strike_at || (what != SHORT && what != TORN) || !lies_within(full)) \
            return next whole; \
        ssize_t done = next half; \
        if (what == TORN) \
            syscall(SYS_kill, getpid(), SIGKILL); \
        return done; \
    }

WRITES(write, (int number, const void *text, size_t size), (number, text, size), (number, text, (size + 1) / 2))
WRITES(pwrite, (int number, const void *text, size_t size, off_t at), (number, text, size, at),
       (number, text, (size + 1) / 2, at))
WRITES(pwrite64, (int number, const void *text, size_t size, off64_t at), (number, text, size, at),
       (number, text, (size + 1) / 2, at))

BY_NUMBER(ssize_t, 'S', writev, (int number, const struct iovec *parts, int count), (number, parts, count), number)
BY_NUMBER(ssize_t, 'S', sendfile, (int number, int from, off_t *at, size_t size), (number, from, at, size), number)
BY_NUMBER(ssize_t, 'S', sendfile64, (int number, int from, off64_t *at, size_t size), (number, from, at, size), number)
BY_NUMBER(ssize_t, 'S', copy_file_range, (int from, off64_t *at, int number, off64_t *to, size_t size, unsigned flags),
          (from, at, number, to, size, flags), number)
BY_NUMBER(int, 'S', fsync, (int number), (number), number)
BY_NUMBER(int, 'S', fdatasync, (int number), (number), number)
BY_NUMBER(int, 'C', ftruncate, (int number, off_t size), (number, size), number)
BY_NUMBER(int, 'C', ftruncate64, (int number, off64_t size), (number, size), number)
BY_NUMBER(int, 'C', fchmod, (int number, mode_t mode), (number, mode), number)
BY_NUMBER(int, 'C', fchown, (int number, uid_t owner, gid_t group), (number, owner, group), number)
BY_NUMBER(int, 'C', futimens, (int number, const struct timespec times[2]), (number, times), number)
BY_NUMBER(int, 'S', fsetxattr, (int number, const char *name, const void *text, size_t size, int flags),
          (number, name, text, size, flags), number)
BY_NUMBER(int, 'C', fremovexattr, (int number, const char *name), (number, name), number)
BY_NUMBER(int, 'L', flock, (int number, int how), (number, how), number)
BY_NUMBER(ssize_t, 'L', read, (int number, void *text, size_t size), (number, text, size), number)
BY_NUMBER(ssize_t, 'L', pread, (int number, void *text, size_t size, off_t at), (number, text, size, at), number)
BY_NUMBER(ssize_t, 'L', pread64, (int number, void *text, size_t size, off64_t at), (number, text, size, at), number)
BY_NUMBER(ssize_t, 'L', fgetxattr, (int number, const char *name, void *text, size_t size), (number, name, text, size),
          number)
BY_NUMBER(ssize_t, 'L', flistxattr, (int number, char *list, size_t size), (number, list, size), number)
BY_NUMBER(int, 'L', fstat, (int number, struct stat *found), (number, found), number)
BY_NUMBER(int, 'L', fstat64, (int number, struct stat64 *found), (number, found), number)

BY_PATH(int, 'S', mkdir, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
BY_PATH(int, 'S', mkdirat, (int start, const char *path, mode_t mode), (start, path, mode), start, path)
BY_PATH(int, 'S', rename, (const char *path, const char *to), (path, to), AT_FDCWD, to)
BY_PATH(int, 'S', renameat, (int from, const char *path, int start, const char *to), (from, path, start, to), start, to)
BY_PATH(int, 'S', renameat2, (int from, const char *path, int start, const char *to, unsigned flags),
        (from, path, start, to, flags), start, to)
BY_PATH(int, 'S', link, (const char *path, const char *to), (path, to), AT_FDCWD, to)
BY_PATH(int, 'S', linkat, (int from, const char *path, int start, const char *to, int flags),
        (from, path, start, to, flags), start, to)
BY_PATH(int, 'S', symlink, (const char *to, const char *path), (to, path), AT_FDCWD, path)
BY_PATH(int, 'S', symlinkat, (const char *to, int start, const char *path), (to, start, path), start, path)
BY_PATH(int, 'C', unlink, (const char *path), (path), AT_FDCWD, path)
BY_PATH(int, 'C', unlinkat, (int start, const char *path, int flags), (start, path, flags), start, path)
BY_PATH(int, 'C', rmdir, (const char *path), (path), AT_FDCWD, path)
BY_PATH(int, 'C', truncate, (const char *path, off_t size), (path, size), AT_FDCWD, path)
BY_PATH(int, 'C', truncate64, (const char *path, off64_t size), (path, size), AT_FDCWD, path)
BY_PATH(int, 'C', chmod, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
BY_PATH(int, 'C', fchmodat, (int start, const char *path, mode_t mode, int flags), (start, path, mode, flags), start,
        path)
BY_PATH(int, 'C', chown, (const char *path, uid_t owner, gid_t group), (path, owner, group), AT_FDCWD, path)
BY_PATH(int, 'C', lchown, (const char *path, uid_t owner, gid_t group), (path, owner, group), AT_FDCWD, path)
BY_PATH(int, 'C', fchownat, (int start, const char *path, uid_t owner, gid_t group, int flags),
        (start, path, owner, group, flags), start, path)
BY_PATH(int, 'C', utimensat, (int start, const char *path, const struct timespec times[2], int flags),
        (start, path, times, flags), start, path)
BY_PATH(int, 'S', setxattr, (const char *path, const char *name, const void *text, size_t size, int flags),
        (path, name, text, size, flags), AT_FDCWD, path)
BY_PATH(ssize_t, 'L', getxattr, (const char *path, const char *name, void *text, size_t size), (path, name, text, size),
        AT_FDCWD, path)
BY_PATH(ssize_t, 'L', listxattr, (const char *path, char *list, size_t size), (path, list, size), AT_FDCWD, path)
BY_PATH(int, 'L', stat, (const char *path, struct stat *found), (path, found), AT_FDCWD, path)
BY_PATH(int, 'L', stat64, (const char *path, struct stat64 *found), (path, found), AT_FDCWD, path)
BY_PATH(int, 'L', lstat, (const char *path, struct stat *found), (path, found), AT_FDCWD, path)
BY_PATH(int, 'L', lstat64, (const char *path, struct stat64 *found), (path, found), AT_FDCWD, path)
BY_PATH(int, 'L', fstatat, (int start, const char *path, struct stat *found, int flags), (start, path, found, flags),
        start, path)
BY_PATH(int, 'L', fstatat64, (int start, const char *path, struct stat64 *found, int flags),
        (start, path, found, flags), start, path)
BY_PATH(int, 'L', access, (const char *path, int how), (path, how), AT_FDCWD, path)
BY_PATH(int, 'L', faccessat, (int start, const char *path, int how, int flags), (start, path, how, flags), start, path)
BY_PATH(ssize_t, 'L', readlink, (const char *path, char *into, size_t size), (path, into, size), AT_FDCWD, path)
BY_PATH(ssize_t, 'L', readlinkat, (int start, const char *path, char *into, size_t size), (start, path, into, size),
        start, path)

/* A close that fails has closed all the same. */
int close(int number)
{
    NEXT("close", int(int));
    char full[PATH_MAX];
    int fails = length && struck('L', "close", path_of(number, full, sizeof full));
    int result = next(number);
    if (!fails)
        return result;
    errno = error_number;
    return -1;
}
