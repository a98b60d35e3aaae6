// What the C and C++ libraries ask of the program they are part of, where there is nobody to read a
// message, and a few of their functions again, which the linker takes instead (--wrap): theirs can
// do far more than is asked of them here, and a page would download it.

#include <__verbose_abort>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <new>

#include "engine/core/decimal.h"

// libc++ calls this where it would throw: its own version prints, which would bring in stdio.
void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }

// Out of memory, likewise.
void* operator new(std::size_t size) {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) __builtin_trap();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

extern "C" {

void __cxa_pure_virtual() { __builtin_trap(); }
void abort_message(const char* /*format*/, ...) { __builtin_trap(); }

// Nothing is ever torn down: a page closes, an engine does not end.
int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }

double __wrap_strtod(const char* text, char** end) {
  const char* behind = nullptr;
  const double value = dragoman::ReadDecimal(text, &behind);
  if (end != nullptr) *end = const_cast<char*>(behind);
  return value;
}

// Digits only, base 10, as nlohmann's lexer passes them.
unsigned long long __wrap_strtoull(const char* text, char** end, int /*base*/) {
  constexpr unsigned long long kMost = std::numeric_limits<unsigned long long>::max();
  unsigned long long value = 0;
  for (; *text >= '0' && *text <= '9'; ++text) {
    const auto digit = static_cast<unsigned>(*text - '0');
    if (value > (kMost - digit) / 10) errno = ERANGE;
    value = value * 10 + digit;
  }
  if (end != nullptr) *end = const_cast<char*>(text);
  return value;
}

long long __wrap_strtoll(const char* text, char** end, int base) {
  const bool negative = *text == '-';
  const unsigned long long size = __wrap_strtoull(text + (negative ? 1 : 0), end, base);
  constexpr auto kMost = static_cast<unsigned long long>(std::numeric_limits<long long>::max());
  if (size > kMost + (negative ? 1 : 0)) errno = ERANGE;
  return static_cast<long long>(negative ? 0 - size : size);
}

// %X and %x with four digits, which is how nlohmann's JSON writes control characters.
int __wrap_snprintf(char* buffer, std::size_t size, const char* format, ...) {
  va_list values;
  va_start(values, format);
  std::size_t length = 0;
  const auto put = [&](char c) {
    if (length + 1 < size) buffer[length++] = c;
  };
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      put(*format);
      continue;
    }
    while (*++format == '.' || *format == '0' || *format == '4') {
    }
    if (*format != 'x' && *format != 'X') __builtin_trap();
    const unsigned value = va_arg(values, unsigned);
    const char* digits = *format == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4) put(digits[(value >> shift) & 15]);
  }
  va_end(values);
  if (size > 0) buffer[length] = '\0';
  return static_cast<int>(length);
}

}  // extern "C"
