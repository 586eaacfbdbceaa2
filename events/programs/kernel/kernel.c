/* Lets the programs see a common version of the kernel; all else that uname says stays. */

#define _GNU_SOURCE
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

int uname(struct utsname *names) {
  long result = syscall(SYS_uname, names);
  strcpy(names->release, KERNEL_RELEASE);
  strcpy(names->version, KERNEL_VERSION);
  return (int)result;
}
