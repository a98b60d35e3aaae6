#pragma once

namespace dragoman::testing_support {

/// How often operator new was called in this program so far (see no_allocation_test.cpp).
long CountedAllocations();

}  // namespace dragoman::testing_support
