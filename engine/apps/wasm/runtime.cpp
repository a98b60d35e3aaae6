// What the C++ library asks of the program it is part of, where there is nobody to read a message.

#include <__verbose_abort>
#include <cstdlib>

// libc++ calls this where it would throw: its own version prints, which would bring in stdio.
void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
