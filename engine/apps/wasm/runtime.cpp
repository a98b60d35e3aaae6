// What the C and C++ libraries ask of the program they are part of, where there is nobody to read a
// message, and a few of their functions again, which the linker takes instead (--wrap): theirs can
// do far more than is asked of them here, and a page would download it.

#include <__verbose_abort>
#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <new>

#include "engine/core/decimal.h"

// libc++ calls this where it would throw: its own version prints, which would bring in stdio.
void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }

namespace {

// ---- Memory: blocks of certain sizes (multiples of 16 bytes, four to each power of two) and a
// list of the free ones of each size. Blocks are never joined nor given back: what a page asks for
// again and again takes the same blocks again. A fifth of the code of the C library's, and no
// slower.

constexpr std::size_t kUnit = 16;   // Blocks begin 8 bytes before a multiple of it.
constexpr std::size_t kHeader = 8;  // Its size class; what malloc() gives lies behind.
constexpr std::size_t kPage = 65536;
constexpr std::size_t kMostBytes = std::size_t{1} << 30;
constexpr std::size_t kSizeClasses = 128;

struct FreeBlock {
  std::uint32_t size_class;
  std::uint32_t unused;
  FreeBlock* next;
};

FreeBlock* free_blocks[kSizeClasses];
std::size_t unused_begin = 0;  // Of the memory that has not been a block yet.

bool Grow(std::size_t end) {
  const std::size_t pages = (end + kPage - 1) / kPage;
  const std::size_t now = __builtin_wasm_memory_size(0);
  return pages <= now || __builtin_wasm_memory_grow(0, pages - now) != ~std::size_t{0};
}

}  // namespace

extern "C" {

extern unsigned char __heap_base;  // Set by the linker.

void* malloc(std::size_t bytes) {
  if (bytes > kMostBytes) return nullptr;
  const std::size_t units = (bytes + kHeader + kUnit - 1) / kUnit;
  const int shift = std::max(0, static_cast<int>(std::bit_width(units - 1)) - 3);
  const std::size_t rounded = ((units - 1) >> shift) + 1;  // At most 8.
  const std::size_t size_class = 4 * static_cast<std::size_t>(shift) + rounded;
  FreeBlock* block = free_blocks[size_class];
  if (block != nullptr) {
    free_blocks[size_class] = block->next;
  } else {
    if (unused_begin == 0) {
      unused_begin =
          (reinterpret_cast<std::size_t>(&__heap_base) + kUnit - 1) / kUnit * kUnit + kHeader;
    }
    block = reinterpret_cast<FreeBlock*>(unused_begin);
    const std::size_t end = unused_begin + ((rounded << shift) * kUnit);
    if (!Grow(end)) return nullptr;
    unused_begin = end;
    block->size_class = static_cast<std::uint32_t>(size_class);
  }
  return &block->next;
}

void free(void* memory) {
  if (memory == nullptr) return;
  auto* block = reinterpret_cast<FreeBlock*>(static_cast<unsigned char*>(memory) - kHeader);
  block->next = free_blocks[block->size_class];
  free_blocks[block->size_class] = block;
}

// The instructions for these, which the C library's do without.
void* memcpy(void* to, const void* from, std::size_t size) {
  return __builtin_memcpy(to, from, size);
}
void* memmove(void* to, const void* from, std::size_t size) {
  return __builtin_memmove(to, from, size);
}
void* memset(void* to, int value, std::size_t size) { return __builtin_memset(to, value, size); }

// What the type_info of the C++ library's exceptions points to: the classes behind it know how to
// catch and to cast, which is never done here.
extern const void* const _ZTVN10__cxxabiv117__class_type_infoE[3] = {};
extern const void* const _ZTVN10__cxxabiv120__si_class_type_infoE[3] = {};
extern const void* const _ZTVN10__cxxabiv121__vmi_class_type_infoE[3] = {};

}  // extern "C"

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
