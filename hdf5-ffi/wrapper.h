/* What bindgen reads: the public headers, the driver developer's header that 1.14 split off, and the high-level ones. */
#include <hdf5.h>
#if H5_VERSION_GE(1, 14, 0)
#include <H5FDdevelop.h>
#endif
#ifdef H5MEM_HL
#include <hdf5_hl.h>
#endif
